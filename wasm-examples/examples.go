package examples

import _ "embed" // for the directive

// RunContext is the module that puts the run's id and requester into the pipeline.
//
//go:embed run-context/run-context.wasm
var RunContext []byte
