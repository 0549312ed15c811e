// Package format does what jq's @name does: @uri, @csv and their like.
//
// The package may import dump, fault, number and order.
package format
