package configs

import "embed"

// Examples is the folder examples, as far as the demo shows it.
//
//go:embed examples/circleci/*.json
var Examples embed.FS

// Schema is the JSON Schema of the config file, which `make schema` makes.
//
//go:embed dray.schema.json
var Schema string
