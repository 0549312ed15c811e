package verify

import (
	"strings"
	"testing"
	"time"
)

func TestAttach(t *testing.T) {
	gitlab := `{"payload":{"action":{"invocationMethod":{"type":"GITLAB"}}}`
	for _, tt := range []struct{ name, raw, body string }{
		{"headers missing", `{ "a": 1 }`, `{"a":1,"headers":{}}`},
		{"empty object", `{}`, `{"headers":{}}`},
		{"headers empty", `{"headers":{},"z":1}`, `{"headers":{},"z":1}`},
		{"other headers", `{"headers":{"k":"}"}}`, `{"headers":{"k":"}"}}`},
		{"signed before", `{"headers":{"X-Port-Signature":"v1,x","k":1,"X-Port-Timestamp":1}}`, `{"headers":{"k":1}}`},
		{"gitlab", gitlab + `,"headers":{"k":1}}`, gitlab + `}`},
		{"gitlab, headers missing", gitlab + `}`, gitlab + `}`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			event, err := Attach([]byte(tt.raw), "secret", time.Unix(1713277889, 0))
			if err != nil {
				t.Fatal(err)
			}
			got, err := Cut(event, 0)
			if err != nil {
				t.Fatalf("%s: %v", event, err)
			}
			if string(got.Body) != tt.body || got.Timestamp != "1713277889" {
				t.Errorf("%s at %s, want %s", got.Body, got.Timestamp, tt.body)
			}
			if verdict := New("secret", "").Check(got); verdict != Valid {
				t.Errorf("%s is %v", event, verdict)
			}
		})
	}
}

func TestAttachKeepsOtherHeadersOfGitlab(t *testing.T) {
	event, err := Attach([]byte(`{"payload":{"action":{"invocationMethod":{"type":"GITLAB"}}},"headers":{"k":1}}`),
		"secret", time.Unix(1, 0))
	if err != nil || !strings.Contains(string(event), `"headers":{"k":1,"X-Port-Signature":`) {
		t.Errorf("%s, %v", event, err)
	}
}

func TestAttachRefuses(t *testing.T) {
	for _, tt := range []struct{ name, raw, secret, want string }{
		{"no secret", `{}`, "", "no client secret"},
		{"junk", `[]`, "s", "not an object"},
		{"headers null", `{"headers":null}`, "s", "has to be an object"},
		{"headers a list", `{"headers":[{}]}`, "s", "has to be an object"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := Attach([]byte(tt.raw), tt.secret, time.Now()); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want one with %q", err, tt.want)
			}
		})
	}
}
