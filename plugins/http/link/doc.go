// Package link makes the connections that requests travel on: one HTTP/1.1
// transport with the proxies of the environment, the certificates to trust, a
// bound on connections per host, and a guard on the addresses that are dialled.
//
// It may import the address package beside it, the standard library and
// golang.org/x/net.
package link
