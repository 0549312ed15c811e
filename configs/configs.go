// Package configs holds the example configs that come with dray, for the demo
// and for tests. It imports nothing of dray.
package configs

import "embed"

// Examples is the folder examples.
//
//go:embed examples
var Examples embed.FS
