// Package mapping reads a mapping file: the list of entries with which Port's
// agent is told to "control the payload" of a request. It takes what the agent
// takes and refuses what the agent refuses, and says where in the file.
//
// The jq programs are kept as texts with their places; nothing is compiled here.
//
// The package imports plugins/jq/python and the standard library, jsontext and
// levenshtein.
package mapping
