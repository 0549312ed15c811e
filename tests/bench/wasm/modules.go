package main

import (
	"context"
	"path/filepath"

	"github.com/drayhq/dray/tests/bench/wasm/guests"
)

// module is one file, and what it is written in.
type module struct {
	language, name, path string
	config               string // as JSON, "" for none
	text                 []byte // of those in C
}

// modules are those that are measured.
type modules struct {
	noop, fields, httpURI, httpFields, extism, goFields module
	rust, assembly                                      module // of the examples
}

func build(ctx context.Context, root, dir string) (m modules, err error) {
	for name, into := range map[string]*module{
		"noop": &m.noop, "fields": &m.fields, "http_uri": &m.httpURI, "http_fields": &m.httpFields, "extism": &m.extism,
	} {
		*into = module{language: "C", name: name}
		if into.path, into.text, err = guests.C(dir, name); err != nil {
			return m, err
		}
	}
	m.goFields = module{language: "Go", name: "gofields"}
	if m.goFields.path, err = guests.Go(ctx, dir, "gofields", false); err != nil {
		return m, err
	}
	m.rust = module{language: "Rust", name: "run-context", path: example(root, "run-context")}
	m.assembly = module{language: "AssemblyScript", name: "deploy-policy", path: example(root, "deploy-policy"), config: `{"branches": ["release/*"]}`}
	return m, nil
}

func example(root, name string) string {
	return filepath.Join(root, "wasm-examples", name, name+".wasm")
}

// each gives one of each kind and language, for what loads and stays.
func (m modules) each() []module {
	return []module{m.fields, m.httpFields, m.goFields, m.rust, m.assembly}
}
