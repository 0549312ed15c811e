package verify

import "testing"

func TestCheck(t *testing.T) {
	body := []byte(`{"a":1,"headers":{}}`)
	signed := func(secret string) Signed {
		return Signed{Body: body, Timestamp: "17", Signature: Sign(secret, body, "17")}
	}
	late := signed("now")
	late.Timestamp = "18"
	forged := signed("now")
	forged.Body = []byte(`{"a":2,"headers":{}}`)
	bare := signed("now")
	bare.Signature = bare.Signature[len("v1,"):]

	for _, tt := range []struct {
		name              string
		current, previous string
		signed            Signed
		want              Verdict
		text              string
	}{
		{"current", "now", "then", signed("now"), Valid, "valid"},
		{"previous", "now", "then", signed("then"), ValidPrevious, "valid"},
		{"only a previous one", "", "then", signed("then"), ValidPrevious, "valid"},
		{"unknown secret", "now", "then", signed("other"), Invalid, "invalid"},
		{"no previous one", "now", "", signed(""), Invalid, "invalid"},
		{"other timestamp", "now", "then", late, Invalid, "invalid"},
		{"other body", "now", "then", forged, Invalid, "invalid"},
		{"without version", "now", "then", bare, Invalid, "invalid"},
		{"no signature", "now", "then", Signed{Body: body, Timestamp: "17"}, Absent, "absent"},
		{"no timestamp", "now", "then", Signed{Body: body, Signature: Sign("now", body, "")}, Invalid, "invalid"},
		{"no secret", "", "", signed(""), Unchecked, "unchecked"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := New(tt.current, tt.previous).Check(tt.signed)
			if got != tt.want || got.String() != tt.text {
				t.Errorf("%v (%d), want %s (%d)", got, got, tt.text, tt.want)
			}
			if got.OK() != (tt.text == "valid") {
				t.Errorf("%v is OK: %v", got, got.OK())
			}
		})
	}
}
