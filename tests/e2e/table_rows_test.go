package e2e

import "github.com/drayhq/dray/core/standin/stage"

// mayHave is what is said of a run that may have had its effect.
const mayHave = "may have started"

// rows are the contract's, with the environment of port-agent and no config.
func rows() map[string]row {
	return map[string]row{
		"201": {sent: 1, says: []string{"answered 201"}},
		"200": {answers: []stage.Answer{stage.Status(200, `{"message":"skipped"}`)}, sent: 1, says: []string{"answered 200", "skipped"}},
		"404": {always: stage.Status(404, `{"message":"Project not found"}`), sent: 1, status: "FAILURE",
			says: []string{"404", "Project not found"}, silent: []string{mayHave}},
		"400":   {always: stage.Status(400, `{"message":"Unexpected argument(s)"}`), sent: 1, status: "FAILURE", says: []string{"400", "Unexpected argument(s)"}},
		"401":   {always: stage.Status(401, `{"message":"You must log in first."}`), sent: 1, status: "FAILURE", says: []string{"401"}},
		"408":   {always: stage.Status(408, ""), sent: 1, status: "FAILURE", says: []string{"408", mayHave}},
		"500":   {always: stage.Status(500, `{"message":"Oops"}`), sent: 1, status: "FAILURE", says: []string{"500", mayHave, "Oops"}},
		"502":   {always: stage.Status(502, "<html>Bad gateway</html>"), sent: 1, status: "FAILURE", says: []string{"502", mayHave}},
		"504":   {always: stage.Status(504, ""), sent: 1, status: "FAILURE", says: []string{"504", mayHave}},
		"reset": {always: stage.Reset(), sent: 1, status: "FAILURE", says: []string{"no answer", mayHave}},
		"503 then 201": {answers: []stage.Answer{stage.RetryAfter(503, 1)}, sent: 2,
			says: []string{"503", "gain", "answered 201"}, silent: []string{mayHave}},
		"429 then 201": {answers: []stage.Answer{stage.RetryAfter(429, 1)}, sent: 2, says: []string{"429", "answered 201"}},
		"429 by RateLimit-Reset": {answers: []stage.Answer{{Status: 429, Header: map[string]string{"RateLimit-Reset": "1"}}}, sent: 2,
			says: []string{"429", "answered 201"}},
		"425 then 201": {answers: []stage.Answer{stage.Status(425, "")}, sent: 2, says: []string{"425", "answered 201"}},
		"many 503 then 404": {answers: []stage.Answer{stage.Status(503, ""), stage.Status(503, ""), stage.Status(404, "")}, sent: 3,
			status: "FAILURE", says: []string{"503", "404"}},
		"302":        {always: stage.Redirect("http://elsewhere.invalid/login"), sent: 1, status: "FAILURE", says: []string{"302", "http://elsewhere.invalid/login"}},
		"no mapping": {event: set("action", "deploy"), status: "FAILURE", says: []string{"mapping"}},
		"no slug":    {event: set("payload.entity", nil), status: "FAILURE", says: []string{"404", "Project not found"}},
		"synchronized": {answers: []stage.Answer{stage.Status(200, `{"id":"p-1","number":7}`)},
			event: set("payload.action.invocationMethod.synchronized", true), sent: 1, status: "SUCCESS", says: []string{"answered 200"}},
		"synchronized and 404": {always: stage.Status(404, `{"message":"gone"}`),
			event: set("payload.action.invocationMethod.synchronized", true), sent: 1, status: "FAILURE", says: []string{"404", "gone"}},
		"not for the agent": {event: set("payload.action.invocationMethod.agent", false)},
	}
}
