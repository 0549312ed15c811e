// Package address says where a request goes, and whether it may go there.
//
// It brings URLs into the form that Python's requests 2 with urllib3 2 sends,
// so that a mapping written for the reference agent reaches the same resource;
// it holds the list of hosts that requests may go to, and the IP addresses that
// they never go to.
//
// The package may import sdk, the standard library and golang.org/x/net.
package address
