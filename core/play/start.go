package play

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/drayhq/dray/configs"
	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/plugins/jq"
	"github.com/drayhq/dray/sdk"
	examples "github.com/drayhq/dray/wasm-examples"
)

// Start is what the page begins with.
type Start struct {
	Event   string            `json:"event"`
	Mapping string            `json:"mapping"`
	File    string            `json:"file"`    // what the mapping is called
	Example bool              `json:"example"` // the mapping is dray's
	Modules []Module          `json:"modules"`
	Passed  []string          `json:"passed"` // variables of the process that mappings may read
	Env     map[string]string `json:"env"`    // values to fill in
	Flags   []string          `json:"flags"`  // with which explain takes the same config
}

// What a page begins with where nothing is given.
const (
	example      = "examples/circleci/"
	exampleName  = "invocations.json"
	exampleToken = "example-token" // it opens nothing
)

// Begin gives the mapping of the config's first jq step, and the example's event. Without
// a config and a mapping it is the example's, and a module comes with it.
func Begin(cfg *config.Config) (s Start, err error) {
	event, err := configs.Examples.ReadFile(example + "event.json")
	if err != nil {
		return s, fmt.Errorf("finding the example's event: %w", err)
	}
	s.Event = string(event)
	if s.File, err = mappingOf(cfg); err != nil {
		return s, err
	}
	var text []byte
	if s.Example = s.File == "" && cfg.Path == ""; s.Example {
		text, err = configs.Examples.ReadFile(example + exampleName)
		s.Modules = []Module{{Name: "run-context.wasm", Bytes: examples.RunContext}}
		s.Env = map[string]string{"CIRCLE_CI_TOKEN": exampleToken}
	} else {
		text, err = jq.Text(cfg.Dir, s.File)
	}
	s.Mapping, s.File = string(text), cmp.Or(s.File, exampleName)
	return s, err
}

// mappingOf gives the path of the mapping that the config's first jq step reads, "" for
// the built-in one.
func mappingOf(cfg *config.Config) (string, error) {
	for _, r := range cfg.Routes {
		for _, stage := range r.Chain {
			if stage.Plugin == "jq" {
				var settings jq.Settings
				err := stage.Decode(&settings)
				return settings.Mapping, err
			}
		}
	}
	return "", nil
}

// Modules gives the names of the config's modules, each once.
func (b *Bench) Modules() []Module {
	var out []Module
	for _, r := range b.config {
		for _, link := range r.Chain.Links {
			group, ok := link.Step.(sdk.Group)
			if !ok {
				continue
			}
			members, done := group.Members()
			for _, m := range members {
				if own := (Module{Name: m.Name, OfConfig: true}); !slices.ContainsFunc(out, func(had Module) bool { return had.Name == m.Name }) {
					out = append(out, own)
				}
			}
			done()
		}
	}
	return out
}
