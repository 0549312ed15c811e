package configs

import "embed"

// Examples is the folder examples.
//
//go:embed examples
var Examples embed.FS
