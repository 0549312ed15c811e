// Package table makes the routes that a config asks for: it opens the plugins,
// compiles the expressions, and says where in the config a mistake of theirs is.
//
// It may import the plugins, core/config and what a route is made of.
package table
