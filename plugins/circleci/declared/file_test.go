package declared

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/plugins/circleci/typed"
)

const config = `# A project's own config.
version: 2.1
orbs: {node: circleci/node@7}
shared: &region
  type: enum
  enum: [eu, 3, true]
  default: eu
parameters:
  deploy:
    type: boolean
    description: whether to
    default: false
  replicas: {type: integer, default: 2}
  version:
    type: string
    default: ""
  region: *region
  token-name:
    type: string
jobs:
  build: {docker: [{image: "cimg/base:<< pipeline.parameters.version >>"}], steps: [checkout]}
`

func TestFromFile(t *testing.T) {
	want := typed.Set{
		"deploy":     {Kind: typed.Boolean, Default: false},
		"replicas":   {Kind: typed.Integer, Default: json.Number("2")},
		"version":    {Kind: typed.String, Default: ""},
		"region":     {Kind: typed.Enum, Enum: []string{"eu", "3", "true"}, Default: "eu"},
		"token-name": {Kind: typed.String},
	}
	got, err := FromFile("config.yml", []byte(config))
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	for _, text := range []string{"", "# nothing", "version: 2.1", "version: 2.1\nparameters:\n"} {
		if got, err := FromFile("config.yml", []byte(text)); err != nil || len(got) != 0 {
			t.Errorf("%q: %v, %v; want none", text, got, err)
		}
	}
	merged := "base: &base\n  deploy: {type: boolean}\nparameters:\n  <<: *base\n  n: {type: integer}\n"
	if got, err := FromFile("config.yml", []byte(merged)); err != nil || len(got) != 2 {
		t.Errorf("merged: %v, %v", got, err)
	}
	if got, err := FromFile("config.yml", []byte("base: &base\n  deploy: {type: boolean}\nparameters: *base\n")); err != nil || len(got) != 1 {
		t.Errorf("an alias: %v, %v", got, err)
	}
}

func TestErrorsSayWhere(t *testing.T) {
	for text, want := range map[string]string{
		"parameters:\n  a:\n    type: steps\n":                          `config.yml:2:3: parameters.a: its type is "steps"`,
		"parameters:\n  a: {default: x}\n":                              "config.yml:2:3: parameters.a: it has no type",
		"parameters:\n  a: {type: enum}\n":                              "config.yml:2:3: parameters.a: its type is enum and it lists none",
		"parameters:\n  a: {type: string, enum: [x]}\n":                 "config.yml:2:3: parameters.a: it lists an enum",
		"version: 2.1\nparameters:\n  n: {type: integer, default: x}\n": `config.yml:3:3: parameters.n: its default has to be an integer, and is "x"`,
		"parameters:\n  a: {type: enum, enum: [x], default: y}\n":       `config.yml:2:3: parameters.a: its default has to be one of "x", and is "y"`,
		"parameters: [a]\n":                                             "config.yml:1:1: parameters: it takes a mapping",
		"- a\n":                                                         "config.yml:1:1: it is no CircleCI config",
		"parameters:\n  a: b\n":                                         "config.yml:2:6: ",
		"parameters:\n  a: [\n":                                         "config.yml:2:",
		"parameters:\n  a: {type: boolean}\n  a: {type: string}\n":      "config.yml:3:3: ",
		"parameters:\n  a: {type: enum, enum: !0 x}\n":                  "config.yml: its YAML can't be read (",
		strings.Repeat(" ", maxBytes+1):                                 "bytes, more than",
	} {
		_, err := FromFile("config.yml", []byte(text))
		if err == nil || !strings.Contains(err.Error(), want) || len(want) > 14 && strings.Contains(err.Error(), "\n") {
			t.Errorf("%.60q: %v\nwant %s", text, err, want)
		}
	}
	_, err := FromFile("config.yml", []byte("parameters:\n  a: {type: x}\n  b: {type: y}\n"))
	if err == nil || strings.Count(err.Error(), "config.yml:") != 2 {
		t.Errorf("%v; want both", err)
	}
}

func FuzzFromFile(f *testing.F) {
	f.Add([]byte(config))
	f.Add([]byte("parameters: {a: &a {type: enum, enum: [*a]}}"))
	f.Add([]byte("a: &a\n  type: enum\n  enum: !0 x\nparameters:\n  p: *a"))
	f.Add([]byte("a: &a [*a, *a]\nparameters: *a"))
	f.Fuzz(func(t *testing.T, data []byte) {
		set, err := FromFile("config.yml", data)
		if err != nil {
			return
		}
		for name, parameter := range set {
			if parameter.Kind == "" || (parameter.Kind == typed.Enum) != (parameter.Enum != nil) {
				t.Errorf("%s is %+v", name, parameter)
			}
		}
	})
}
