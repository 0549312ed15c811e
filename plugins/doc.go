// Package plugins lists the plugins that are built in.
//
// A plugin is one folder here and one line in plugins.go. The package imports the
// plugins and sdk, nothing else.
package plugins
