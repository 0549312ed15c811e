package verify

import (
	"bytes"
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// FuzzCut holds that what Cut gives says the same as what it got, and that
// signing it makes it valid.
func FuzzCut(f *testing.F) {
	for _, seed := range []string{
		``, `null`, `[]`, `{"a":1,"a":2}`, `{"a":"\ud800"}`, "{\"a\":\"\xff\"}", `{} {}`, `{"headers":{}}`, deep(1001),
		` { "headers" : { "X-Port-Signature" : "v1," , "k" : [ ] , "X-Port-Timestamp" : 1 } , "n" : -1.50e+3 } `,
		`{"payload":{"action":{"invocationMethod":{"type":"GITLAB"}}},"headers":{"X-Port-Signature":"v1,"},"b":"\"\\"}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		got, err := Cut(raw, 1<<16)
		if err != nil {
			return
		}
		if want := reference(t, raw, got.Gitlab); !cmp.Equal(want, decoded(t, got.Body)) {
			t.Fatalf("%q became %q", raw, got.Body)
		}
		again, err := Cut(got.Body, 0)
		if err != nil || !bytes.Equal(again.Body, got.Body) {
			t.Fatalf("%q, cut again: %q, %v", got.Body, again.Body, err)
		}
		event, err := Attach(raw, "secret", time.Unix(1, 0))
		if err != nil {
			return // headers isn't an object
		}
		if signed, err := Cut(event, 0); err != nil || New("secret", "").Check(signed) != Valid {
			t.Fatalf("%q, signed: %q, %v", raw, event, err)
		}
	})
}

// reference takes the members out of the decoded message.
func reference(t *testing.T, raw []byte, gitlab bool) any {
	t.Helper()
	message := decoded(t, raw).(map[string]any)
	if gitlab {
		delete(message, "headers")
	}
	if headers, ok := message["headers"].(map[string]any); ok {
		delete(headers, SignatureHeader)
		delete(headers, TimestampHeader)
	}
	return message
}

func decoded(t *testing.T, raw []byte) (v any) {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		t.Fatalf("%q: %v", raw, err)
	}
	return v
}
