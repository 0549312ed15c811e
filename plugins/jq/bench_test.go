package jq_test

import (
	"testing"

	"github.com/drayhq/dray/sdk"
)

// The mapping that Port documents for CircleCI, in other words.
const circleCI = `[{
	"enabled": ".action == \"trigger_circle_ci_pipeline\"",
	"url": "(env.CIRCLE_CI_URL // \"https://circleci.com\") as $base | .payload.entity.properties.project_slug | @uri as $slug | $base + \"/api/v2/project/\" + $slug + \"/pipeline\"",
	"headers": {"Circle-Token": "env.CIRCLE_CI_TOKEN"},
	"body": {
		"branch": ".payload.properties.branch // \"main\"",
		"parameters": ".payload.action.invocationMethod as $method | .payload.properties | to_entries | map({(.key): (.value | tostring)}) | add | if $method.omitUserInputs then {} else . end"
	}
}]`

const circleCIEvent = `{
	"action": "trigger_circle_ci_pipeline", "resourceType": "run", "status": "TRIGGERED",
	"trigger": {"by": {"orgId": "org_1", "userId": "auth0|1", "user": {"email": "ann@acme.test", "firstName": "Ann", "lastName": "Ash",
		"phoneNumber": "0909090909090909", "picture": "https://pictures.acme.test/avatar/x?s=480&r=pg", "providers": ["port"], "status": "ACTIVE",
		"id": "auth0|1", "createdAt": "2022-12-08T16:34:20.735Z", "updatedAt": "2023-11-13T15:11:38.243Z"}}, "origin": "UI", "at": "2023-11-13T15:20:16.641Z"},
	"context": {"entity": "shop", "blueprint": "circle_ci_project", "runId": "r_1"},
	"payload": {"entity": {"identifier": "shop", "title": "Shop", "icon": "Port", "blueprint": "circle_ci_project", "team": [],
		"properties": {"project_slug": "gh/acme/shop"}, "relations": {}, "createdAt": "2023-11-13T15:24:46.880Z", "createdBy": "auth0|1",
		"updatedAt": "2023-11-13T15:24:46.880Z", "updatedBy": "auth0|1"},
		"action": {"invocationMethod": {"type": "WEBHOOK", "agent": true, "synchronized": false, "method": "POST", "url": "https://circleci.com"}, "trigger": "DAY-2"},
		"properties": {"branch": "release/1.2", "deploy": true, "replicas": 3, "ratio": 0.5}, "censoredProperties": []},
	"headers": {}
}`

func BenchmarkCircleCI(b *testing.B) {
	step := withMapping(b, sdk.Env{Environ: []string{"CIRCLE_CI_TOKEN=cci-token"}}, circleCI)
	run := event(b, circleCIEvent)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := step.Do(b.Context(), run); err != nil {
			b.Fatal(err)
		}
	}
}
