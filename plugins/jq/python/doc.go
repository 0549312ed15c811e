// Package python writes values the way Python's str does. Port's agent is written
// in Python, and its str shows: in the query of a request (True, 1.0), and where a
// number or a boolean stands for a jq program in a mapping file.
//
// The package imports the standard library only.
package python
