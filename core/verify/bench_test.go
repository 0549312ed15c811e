package verify

import (
	"bytes"
	"encoding/json"
	"testing"
)

// BenchmarkCut times a message as Port sends it, and one with white space, beside
// encoding/json as the measure of the machine.
func BenchmarkCut(b *testing.B) {
	pretty := []byte(message)
	var compacted bytes.Buffer
	if err := json.Compact(&compacted, pretty); err != nil {
		b.Fatal(err)
	}
	b.Run("encoding json decode", func(b *testing.B) {
		for b.Loop() {
			var v any
			if err := json.Unmarshal(compacted.Bytes(), &v); err != nil {
				b.Fatal(err)
			}
		}
	})
	for name, raw := range map[string][]byte{"compact": compacted.Bytes(), "pretty": pretty} {
		b.Run("cut "+name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Cut(raw, 1<<20); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	signed, err := Cut(pretty, 0)
	if err != nil {
		b.Fatal(err)
	}
	v := New("secret", "")
	b.Run("check", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if v.Check(signed) == Absent {
				b.Fatal("no signature")
			}
		}
	})
}

// message has the size and shape of an action run.
const message = `{
  "action": "trigger_circle_ci_pipeline", "resourceType": "run", "status": "TRIGGERED",
  "trigger": {
    "by": {"orgId": "org_XXX", "userId": "auth0|XXXXX", "user": {
      "email": "executor@mail.com", "firstName": "user", "lastName": "userLastName", "phoneNumber": "0909090909090909",
      "picture": "https://s.gravatar.com/avatar/x?s=480&r=pg", "providers": ["port"], "status": "ACTIVE",
      "id": "auth0|XXXXX", "createdAt": "2022-12-08T16:34:20.735Z", "updatedAt": "2023-11-13T15:11:38.243Z"}},
    "origin": "UI", "at": "2023-11-13T15:20:16.641Z"},
  "context": {"entity": "e_iQfaF14FJln6GVBn", "blueprint": "circle_ci_project", "runId": "r_HardNzG6kzc9vWOQ"},
  "payload": {
    "entity": {"identifier": "e_iQfaF14FJln6GVBn", "title": "myEntity", "icon": "Port", "blueprint": "circle_ci_project",
      "team": [], "properties": {"project_slug": "gh/my-org/my-repo", "tier": 3, "live": true}, "relations": {},
      "createdAt": "2023-11-13T15:24:46.880Z", "createdBy": "auth0|XXXXX",
      "updatedAt": "2023-11-13T15:24:46.880Z", "updatedBy": "auth0|XXXXX"},
    "action": {"invocationMethod": {"type": "WEBHOOK", "agent": true, "synchronized": false, "method": "POST",
      "url": "https://circleci.com"}, "trigger": "DAY-2"},
    "properties": {"branch": "main", "environment": "staging", "run_tests": true, "replicas": 3},
    "censoredProperties": []},
  "headers": {"X-Port-Signature": "v1,uuBMfcio3oscejO5bOtL97K1AmiZjxDvou7sChjMNeE=", "X-Port-Timestamp": 1713277889}
}`
