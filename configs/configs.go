package configs

import "embed"

// Examples is the folder examples, as far as the demo shows it.
//
//go:embed examples/circleci/*.json
var Examples embed.FS
