package explain

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/drayhq/dray/sdk"
)

// ReadReply reads what an endpoint is taken to answer: {"status", "headers", "body"}.
func ReadReply(raw []byte) (*sdk.Reply, error) {
	var in struct {
		Status  int               `json:"status"`
		Headers map[string]string `json:"headers"`
		Body    json.RawMessage   `json:"body"`
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&in); err != nil {
		return nil, fmt.Errorf(`%w (it must look like {"status":201,"headers":{},"body":{}})`, err)
	}
	return Reply(in.Status, in.Headers, in.Body), nil
}

// Reply makes what an endpoint is taken to answer. A body given as a string is the text
// that came; anything else is JSON that came.
func Reply(status int, headers map[string]string, body json.RawMessage) *sdk.Reply {
	out := &sdk.Reply{Status: status, Header: sdk.Header{}, Body: body}
	for name, value := range headers {
		out.Header[name] = []string{value}
	}
	var text string
	if json.Unmarshal(body, &text) == nil {
		out.Body = []byte(text)
	}
	return out
}
