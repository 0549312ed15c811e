//go:build wasip1

// Command gocommand is the guest that is a WASI command, in Go: the run id becomes a header and a parameter.
package main

import (
	"encoding/json"
	"fmt"
	"os"
)

func main() {
	var in struct{ Run struct{ ID string } }
	if err := json.NewDecoder(os.Stdin).Decode(&in); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	type object = map[string]any
	err := json.NewEncoder(os.Stdout).Encode(object{"request": object{
		"headers": object{"X-Run-Id": in.Run.ID},
		"body":    object{"parameters": object{"run_id": in.Run.ID}},
	}})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
