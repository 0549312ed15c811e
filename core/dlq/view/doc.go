// Package view writes dead letters for a person and for a program. What comes from
// a message is shown and never obeyed by a terminal.
//
// It may import core/admin, core/deadletter, core/explain and sdk.
package view
