package port

import "strings"

// Call is a kind of call to the API: what calls are counted by, and the Script's keys.
type Call = string

// The kinds of call.
const (
	Token        Call = "token"
	PatchRun     Call = "patch run"
	GetRun       Call = "get run"
	Response     Call = "response"
	RunLog       Call = "run log"
	PatchNode    Call = "patch node"
	NodeLog      Call = "node log"
	Kafka        Call = "kafka credentials"
	Organization Call = "organization"
	ClaimRuns    Call = "claim runs"
	AckRun       Call = "ack run"
	ClaimNodes   Call = "claim nodes"
	AckNode      Call = "ack node"
	Unknown      Call = "unknown"
)

// callOf gives the kind of a call, and the id of the run that it is about.
func callOf(method, path string) (call Call, id string) {
	switch method + " " + path {
	case "POST /v1/auth/access_token":
		return Token, ""
	case "GET /v1/kafka-credentials":
		return Kafka, ""
	case "PATCH /v1/organization":
		return Organization, ""
	}
	if call, ok := claiming(path); ok { // whatever the method, for these are no runs' ids
		return call, ""
	}
	calls := map[string]Call{"GET ": GetRun, "PATCH ": PatchRun, "PATCH response": Response, "POST logs": RunLog}
	rest, ok := strings.CutPrefix(path, "/v1/actions/runs/")
	if !ok {
		calls = map[string]Call{"PATCH ": PatchNode, "POST logs": NodeLog}
		rest, ok = strings.CutPrefix(path, "/v1/workflows/nodes/runs/")
	}
	id, what, _ := strings.Cut(rest, "/")
	if call, known := calls[method+" "+what]; ok && known && id != "" {
		return call, id
	}
	return Unknown, ""
}
