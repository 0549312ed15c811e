package httpwasm

import (
	"testing"

	"github.com/drayhq/dray/sdk"
)

// The text that a guest reads is made once: the next module of the kind and the sink
// take it as it is, and what was text already stays the request that it was.
func TestTextThatWasReadIsKept(t *testing.T) {
	ex := newExchange(func(string) bool { return false })
	read := func(body any) {
		t.Helper()
		ex.begin(&sdk.Request{Method: "POST", Body: body}, 1000)
		if got := string(ex.content()); got != `{"a":1,"b":"<"}` {
			t.Errorf("it reads %s", got)
		}
	}
	read(map[string]any{"b": "<", "a": 1})
	if out, err := ex.request(); err != nil || out.Body != sdk.JSON(`{"a":1,"b":"<"}`) {
		t.Errorf("it becomes %#v, %v", out, err)
	}
	ex.end()
	read(sdk.JSON(`{"a":1,"b":"<"}`))
	if out, err := ex.request(); err != nil || out != ex.from {
		t.Errorf("text becomes %#v, %v", out, err)
	}
	ex.end()
	read(map[string]any{"b": "<", "a": 1})
	ex.write([]byte(`[]`))
	if out, err := ex.request(); err != nil || out.Body != sdk.JSON("[]") {
		t.Errorf("what was written becomes %#v, %v", out, err)
	}
}
