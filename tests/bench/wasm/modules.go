package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/drayhq/dray/tests/bench/wasm/guests"
)

// module is one file, and what it is written in.
type module struct {
	language, name, path string
	text                 []byte // of those in C
}

// modules are those of the benchmark, and those of the examples.
type modules struct {
	noop, fields, httpURI, httpFields, extism, goFields module
	examples                                            []module
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
	for language, pattern := range map[string]string{"Rust": "*/*rust*/*.wasm", "AssemblyScript": "*/*assemblyscript*/*.wasm"} {
		for _, folder := range []string{"wasm-examples", "sdk/guest"} {
			found, err := filepath.Glob(filepath.Join(root, folder, pattern))
			if err != nil {
				return m, fmt.Errorf("looking for examples: %w", err)
			}
			for _, path := range found {
				m.examples = append(m.examples, module{language: language, name: strings.TrimSuffix(filepath.Base(path), ".wasm"), path: path})
			}
		}
	}
	return m, nil
}
