package document

import (
	"testing"

	"github.com/drayhq/dray/sdk"
)

// BenchmarkTransform is what a module does that stamps requests: it reads a
// field, sets a header and a parameter of the pipeline.
func BenchmarkTransform(b *testing.B) {
	d, run := New(Options{}), circleRun()
	var (
		identifier = []byte("/event/payload/entity/identifier")
		header     = []byte("/request/headers/X-Team")
		parameter  = []byte("/request/body/parameters/team")
		team       = []byte(`"payments"`)
	)
	b.ReportAllocs()
	for b.Loop() {
		d.Reset(&run, noon)
		if _, code := d.Get(identifier); code != Done {
			b.Fatal(code)
		}
		if code := d.Set(header, team); code != Done {
			b.Fatal(code)
		}
		if code := d.Set(parameter, team); code != Done {
			b.Fatal(code)
		}
		if d.Request() == run.Request {
			b.Fatal("nothing changed")
		}
	}
}

func BenchmarkCalls(b *testing.B) {
	for _, c := range []call{
		get("/event/payload/entity/identifier", ""),
		get("/event", ""),
		get("", ""),
		get("/run/id", ""),
		get("/request/headers/accept", ""),
		get("/request/headers", ""),
		set("/request/method", `"PUT"`),
		set("/request/headers/X-Team", `"payments"`),
		set("/request/query/team", `"payments"`),
		set("/request/body/parameters/team", `"payments"`),
		set("/request/body/parameters/replicas", `3`),
		set("/request/body", `{"branch":"release/1.2","parameters":{"deploy":true,"tags":["b","a"],"ratio":0.5}}`),
		remove("/request/body/parameters/ratio"),
	} {
		b.Run(c.op+c.pointer, func(b *testing.B) {
			d, run := New(Options{}), circleRun()
			pointer, json := []byte(c.pointer), []byte(c.json)
			b.ReportAllocs()
			for b.Loop() {
				d.Reset(&run, noon)
				var code Code
				switch c.op {
				case "get":
					_, code = d.Get(pointer)
				case "set":
					code = d.Set(pointer, json)
				default:
					code = d.Remove(pointer)
				}
				if code != Done {
					b.Fatal(code)
				}
			}
		})
	}
}

// circleRun has the size and shape of an action run and the request to CircleCI
// that a mapping makes of it.
func circleRun() sdk.Run {
	return sdk.Run{
		ID: "r_HardNzG6kzc9vWOQ", Attempt: 1, Source: sdk.Source{Topic: "org.runs"}, Event: decoded(circleEvent),
		Request: &sdk.Request{
			Method: "POST", URL: "https://circleci.com/api/v2/project/gh%2Fmy-org%2Fmy-repo/pipeline",
			Header: sdk.Header{"Circle-Token": {"hush"}, "Accept": {"application/json"}},
			Body: decoded(`{"branch":"release/1.2","parameters":{"branch":"release/1.2","deploy":"true","replicas":"3","ratio":"0.5",` +
				`"epoch_ms":"1713277889000","tags":"[\"b\",\"a\"]","uni":"é<&>"}}`),
		},
	}
}

const circleEvent = `{"action":"trigger_circle_ci_pipeline","resourceType":"run","status":"TRIGGERED",` +
	`"trigger":{"by":{"orgId":"org_XXX","userId":"auth0|XXXXX","user":{"email":"executor@mail.com","firstName":"user",` +
	`"lastName":"userLastName","phoneNumber":"0909090909090909","picture":"https://s.gravatar.com/avatar/x?s=480&r=pg",` +
	`"providers":["port"],"status":"ACTIVE","id":"auth0|XXXXX","createdAt":"2022-12-08T16:34:20.735Z",` +
	`"updatedAt":"2023-11-13T15:11:38.243Z"}},"origin":"UI","at":"2023-11-13T15:20:16.641Z"},` +
	`"context":{"entity":"my-repo","blueprint":"circle_ci_project","runId":"r_HardNzG6kzc9vWOQ"},` +
	`"payload":{"entity":{"identifier":"my-repo","title":"My repo","icon":"Port","blueprint":"circle_ci_project",` +
	`"team":[],"properties":{"project_slug":"gh/my-org/my repo"},"relations":{},` +
	`"createdAt":"2023-11-13T15:24:46.880Z","createdBy":"auth0|XXXXX","updatedAt":"2023-11-13T15:24:46.880Z",` +
	`"updatedBy":"auth0|XXXXX"},"action":{"invocationMethod":{"type":"WEBHOOK","agent":true,"synchronized":false,` +
	`"method":"POST","url":"https://circleci.com"},"trigger":"DAY-2"},"properties":{"branch":"release/1.2","deploy":true,` +
	`"replicas":3,"ratio":0.5,"epoch_ms":1713277889000,"tags":["b","a"],"obj":{"z":1,"a":2},"none":null,"uni":"é<&>"},` +
	`"censoredProperties":[]},"headers":{}}`
