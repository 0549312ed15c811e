// Package app puts the stations together as the config says. It is the one
// place that knows them all; of the plugins table knows.
package app
