package explain

import (
	"encoding/json"

	"github.com/drayhq/dray/sdk"
)

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
