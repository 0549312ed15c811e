// Package guestjson reads and writes a module's values with encoding/json, which
// adds 1.5 MB to a module and 10 to 100 times the time of a typed read: for what
// has members that the module doesn't know. Numbers in an any are [json.Number].
//
// The package may import the standard library and package guest.
package guestjson
