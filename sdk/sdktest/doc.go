// Package sdktest checks that a step keeps the promises of the plugin API.
//
// It imports the sdk, the standard library and go-cmp only, so that a plugin
// written outside this repository can run its steps through it too.
package sdktest
