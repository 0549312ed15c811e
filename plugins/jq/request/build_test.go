package request_test

import (
	"bytes"
	"encoding/json"
	"testing"
	"time"

	"github.com/drayhq/dray/plugins/jq/eval"
	"github.com/drayhq/dray/plugins/jq/mapping"
	"github.com/drayhq/dray/plugins/jq/request"
	"github.com/drayhq/dray/sdk"
)

const forward = `{"payload":{"action":{"invocationMethod":{"url":"https://h/p","method":"put"}},"properties":{"big":12345678901234567890,"one":1.0,"s":"x","z":{"b":1,"a":2}}}}`

// build makes the request of a mapping with this one entry.
func build(t *testing.T, members string) (*sdk.Request, error) {
	t.Helper()
	m, err := mapping.Parse("m.json", []byte("[{"+members+"}]"))
	if err != nil {
		t.Fatal(err)
	}
	template := request.New(&eval.Compiler{Mapping: m, Timeout: time.Second, Lenient: true}, m.Entries[0])
	run := sdk.Run{Raw: []byte(forward)}
	dec := json.NewDecoder(bytes.NewReader(run.Raw))
	dec.UseNumber()
	if err := dec.Decode(&run.Event); err != nil {
		t.Fatal(err)
	}
	return template.Build(t.Context(), run, eval.NewTrace(run))
}

func quoted(text string) string {
	data, err := json.Marshal(text)
	if err != nil {
		return err.Error()
	}
	return string(data)
}
