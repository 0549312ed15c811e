// Package folder is the step that takes a run through what lies in a folder, file by
// file, and keeps up with files that come, change and go: what is new is made aside
// and swapped in whole, and the old is closed once no run is in it.
//
// The package may import sdk, the watch package beside it and the standard library.
package folder
