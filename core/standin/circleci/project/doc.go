// Package project is what the stand-in for CircleCI knows of a project, and the
// rules by which it takes a trigger for one.
//
// It may import the standard library only.
package project
