package dialect

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/itchyny/gojq"
)

// circleCI are the programs of the mapping that Port documents for CircleCI.
var circleCI = []string{
	`.action == "trigger_circle_ci_pipeline"`,
	`(env.CIRCLE_CI_URL // "https://circleci.com") as $baseUrl | .payload.entity.properties.project_slug | @uri as $path` +
		` | $baseUrl + "/api/v2/project/" + $path + "/pipeline"`,
	`env.CIRCLE_CI_TOKEN`,
	`.payload.properties.branch // "main"`,
	`.payload.action.invocationMethod as $invocationMethod | .payload.properties | to_entries` +
		` | map({(.key): (.value | tostring)}) | add | if $invocationMethod.omitUserInputs then {} else . end`,
}

func decode(tb testing.TB, raw string) any {
	tb.Helper()
	d := json.NewDecoder(bytes.NewReader([]byte(raw)))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		tb.Fatalf("decoding %s: %v", raw, err)
	}
	return v
}

// BenchmarkCircleCI evaluates the five programs for one message: with gojq alone,
// and as here, where reading the order of the message's keys is part of it.
func BenchmarkCircleCI(b *testing.B) {
	event := decode(b, message)
	environ := []string{"CIRCLE_CI_TOKEN=token", "PATH=/bin"}
	b.Run("gojq", func(b *testing.B) {
		var codes []*gojq.Code
		for _, src := range circleCI {
			query, err := gojq.Parse(src)
			if err != nil {
				b.Fatal(err)
			}
			code, err := gojq.Compile(query, gojq.WithEnvironLoader(func() []string { return environ }))
			if err != nil {
				b.Fatal(err)
			}
			codes = append(codes, code)
		}
		b.ReportAllocs()
		for b.Loop() {
			for _, code := range codes {
				if v, _ := code.RunWithContext(b.Context(), event).Next(); v == nil {
					b.Fatal("no output")
				}
			}
		}
	})
	b.Run("dialect", func(b *testing.B) {
		var programs []*Program
		for _, src := range circleCI {
			p, err := Compile(src, Options{Environ: environ})
			if err != nil {
				b.Fatal(err)
			}
			programs = append(programs, p)
		}
		raw := []byte(message)
		b.ReportAllocs()
		for b.Loop() {
			scope := NewScope(NewOrder(raw, event))
			for _, p := range programs {
				if v, err := p.First(b.Context(), event, scope); v == nil || err != nil {
					b.Fatal(v, err)
				}
			}
		}
	})
}

// message has the size and shape of an action run.
const message = `{"action":"trigger_circle_ci_pipeline","resourceType":"run","status":"TRIGGERED",` +
	`"trigger":{"by":{"orgId":"org_ZZ","userId":"auth0|1","user":{"email":"executor@mail.com","firstName":"user",` +
	`"lastName":"userLastName","phoneNumber":"0909090909090909","picture":"https://s.gravatar.com/avatar/x?s=480&r=pg",` +
	`"providers":["port"],"status":"ACTIVE","id":"auth0|1","createdAt":"2022-12-08T16:34:20.735Z",` +
	`"updatedAt":"2023-11-13T15:11:38.243Z"}},"origin":"UI","at":"2023-11-13T15:20:16.641Z"},` +
	`"context":{"entity":"e_iQfaF14FJln6GVBn","blueprint":"circle_ci_project","runId":"r_HardNzG6kzc9vWOQ"},` +
	`"payload":{"entity":{"identifier":"e_iQfaF14FJln6GVBn","title":"myEntity","icon":"Port","blueprint":"circle_ci_project",` +
	`"team":[],"properties":{"project_slug":"gh/my-org/my-repo","tier":3,"live":true},"relations":{},` +
	`"createdAt":"2023-11-13T15:24:46.880Z","createdBy":"auth0|1","updatedAt":"2023-11-13T15:24:46.880Z",` +
	`"updatedBy":"auth0|1"},"action":{"invocationMethod":{"type":"WEBHOOK","agent":true,"synchronized":false,` +
	`"method":"POST","url":"https://circleci.com"},"trigger":"DAY-2"},"properties":{"branch":"main",` +
	`"environment":"staging","run_tests":true,"replicas":3},"censoredProperties":[]},"headers":{}}`

// BenchmarkCompile compiles the five programs, the prelude's definitions with them.
func BenchmarkCompile(b *testing.B) {
	for b.Loop() {
		for _, src := range circleCI {
			if _, err := Compile(src, Options{}); err != nil {
				b.Fatal(err)
			}
		}
	}
}
