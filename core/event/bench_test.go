package event

import (
	"bytes"
	"encoding/json"
	"testing"
)

// BenchmarkDecode times a message of an action run beside encoding/json.
func BenchmarkDecode(b *testing.B) {
	body := []byte(run)
	b.Run("encoding json", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			var v any
			d := json.NewDecoder(bytes.NewReader(body))
			d.UseNumber()
			if err := d.Decode(&v); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("decode", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := Decode(body); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// run has the size and shape of an action run.
const run = `{"action":"trigger_circle_ci_pipeline","resourceType":"run","status":"TRIGGERED",` +
	`"trigger":{"by":{"orgId":"org_XXX","userId":"auth0|XXXXX","user":{"email":"executor@mail.com","firstName":"user",` +
	`"lastName":"userLastName","phoneNumber":"0909090909090909","picture":"https://s.gravatar.com/avatar/x?s=480&r=pg",` +
	`"providers":["port"],"status":"ACTIVE","id":"auth0|XXXXX","createdAt":"2022-12-08T16:34:20.735Z",` +
	`"updatedAt":"2023-11-13T15:11:38.243Z"}},"origin":"UI","at":"2023-11-13T15:20:16.641Z"},` +
	`"context":{"entity":"e_iQfaF14FJln6GVBn","blueprint":"circle_ci_project","runId":"r_HardNzG6kzc9vWOQ"},` +
	`"payload":{"entity":{"identifier":"e_iQfaF14FJln6GVBn","title":"myEntity","icon":"Port","blueprint":"circle_ci_project",` +
	`"team":[],"properties":{"project_slug":"gh/my-org/my-repo","tier":3,"live":true},"relations":{},` +
	`"createdAt":"2023-11-13T15:24:46.880Z","createdBy":"auth0|XXXXX","updatedAt":"2023-11-13T15:24:46.880Z",` +
	`"updatedBy":"auth0|XXXXX"},"action":{"invocationMethod":{"type":"WEBHOOK","agent":true,"synchronized":false,` +
	`"method":"POST","url":"https://circleci.com"},"trigger":"DAY-2"},"properties":{"branch":"main",` +
	`"environment":"staging","run_tests":true,"replicas":3},"censoredProperties":[]},"headers":{}}`
