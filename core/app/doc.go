// Package app puts the stations together as the config says. It is the one
// place that knows them all, and the plugins.
package app
