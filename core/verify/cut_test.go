package verify

import (
	"errors"
	"strings"
	"testing"
)

func TestCut(t *testing.T) {
	gitlab := func(rest string) string {
		return `{"payload":{"action":{"invocationMethod":{"type":"GITLAB"}}}` + rest + `}`
	}
	const signature, timestamp = `"X-Port-Signature":"v1,s"`, `"X-Port-Timestamp":"17"`
	for _, tt := range []struct{ name, raw, body, signature, timestamp string }{
		{"no headers", `{"a":1}`, `{"a":1}`, "", ""},
		{"both, alone", `{"headers":{` + signature + `,` + timestamp + `}}`, `{"headers":{}}`, "v1,s", "17"},
		{"both, the other way round", `{"headers":{` + timestamp + `,` + signature + `},"z":0}`, `{"headers":{},"z":0}`, "v1,s", "17"},
		{"between others", `{"headers":{"a":1,` + signature + `,"b":2,` + timestamp + `,"c":3}}`, `{"headers":{"a":1,"b":2,"c":3}}`, "v1,s", "17"},
		{"after another", `{"headers":{"a":1,` + signature + `,` + timestamp + `}}`, `{"headers":{"a":1}}`, "v1,s", "17"},
		{"before another", `{"headers":{` + signature + `,` + timestamp + `,"a":1}}`, `{"headers":{"a":1}}`, "v1,s", "17"},
		{"one at each end", `{"headers":{` + signature + `,"a":1,` + timestamp + `}}`, `{"headers":{"a":1}}`, "v1,s", "17"},
		{"white space", "{ \"a b\" : [ 1 , \"x \\\" y\" ] ,\r\n\t\"headers\" : { " + signature + " , \"k\" : 0 , " + timestamp + " } \n} \n",
			`{"a b":[1,"x \" y"],"headers":{"k":0}}`, "v1,s", "17"},
		{"verbatim tokens", `{"z":1.0,"a":1e+21,"n":-0,"s":"<>& / \/é\u2028"}`, `{"z":1.0,"a":1e+21,"n":-0,"s":"<>& / \/é\u2028"}`, "", ""},
		{"lone surrogates", `{"a":"\ud800","b":"\udc00x"}`, `{"a":"\ud800","b":"\udc00x"}`, "", ""},
		{"number as timestamp", `{"headers":{` + signature + `,"X-Port-Timestamp":1713277889}}`, `{"headers":{}}`, "v1,s", "1713277889"},
		{"null signature", `{"headers":{"X-Port-Signature":null}}`, `{"headers":{}}`, "", ""},
		{"list as signature", `{"headers":{"X-Port-Signature":["v1,s"]}}`, `{"headers":{}}`, `["v1,s"]`, ""},
		{"escaped name", `{"headers":{"X-Port-Signatur\u0065":"v1,s"}}`, `{"headers":{}}`, "v1,s", ""},
		{"other spelling", `{"headers":{"x-port-signature":"v1,s"}}`, `{"headers":{"x-port-signature":"v1,s"}}`, "", ""},
		{"elsewhere", `{"a":{"headers":{` + signature + `}},` + signature + `}`, `{"a":{"headers":{` + signature + `}},` + signature + `}`, "", ""},
		{"headers a list", `{"headers":[{` + signature + `}]}`, `{"headers":[{` + signature + `}]}`, "", ""},
		{"gitlab", gitlab(`,"headers":{"a":1,` + signature + `,` + timestamp + `}`), gitlab(""), "v1,s", "17"},
		{"gitlab, headers in the middle", gitlab(`,"headers":{` + signature + `},"a":1`), gitlab(`,"a":1`), "v1,s", ""},
		{"gitlab without headers", gitlab(""), gitlab(""), "", ""},
		{"gitlab elsewhere", `{"type":"GITLAB","payload":[{"type":"GITLAB"}],"headers":{}}`, `{"type":"GITLAB","payload":[{"type":"GITLAB"}],"headers":{}}`, "", ""},
		{"only headers, gitlab-less", `{"headers":{}}`, `{"headers":{}}`, "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Cut([]byte(tt.raw), 0)
			if err != nil {
				t.Fatal(err)
			}
			if string(got.Body) != tt.body {
				t.Errorf("body\n%s, want\n%s", got.Body, tt.body)
			}
			if got.Signature != tt.signature || got.Timestamp != tt.timestamp {
				t.Errorf("signature %q at %q, want %q at %q", got.Signature, got.Timestamp, tt.signature, tt.timestamp)
			}
			if want := strings.HasPrefix(tt.name, "gitlab") && tt.name != "gitlab elsewhere"; got.Gitlab != want {
				t.Errorf("gitlab %v, want %v", got.Gitlab, want)
			}
		})
	}
}

func TestCutJunk(t *testing.T) {
	for _, tt := range []struct {
		name, raw string
		reason    Reason
		detail    string
	}{
		{"nothing", "", Empty, "0 bytes"},
		{"blank", " \n", Empty, "2 bytes"},
		{"text", "hello", NotJSON, "byte 0"},
		{"broken off", `{"a":[1,`, NotJSON, "breaks off after byte 8"},
		{"broken string", `{"a":"b`, NotJSON, "breaks off"},
		{"single quotes", `{'a':1}`, NotJSON, "byte 1"},
		{"number as key", `{1:2}`, NotJSON, "byte 1"},
		{"comma at the end", `{"a":1,}`, NotJSON, "byte 6"},
		{"bad escape", `{"a":"\x"}`, NotJSON, "escape"},
		{"null", "null", NotObject, "null"},
		{"a list", `[{"a":1}]`, NotObject, "a list"},
		{"a number", "17", NotObject, "a number"},
		{"a string", `"{}"`, NotObject, "a string"},
		{"a word", "nonsense", NotJSON, "at byte 1"},
		{"latin-1", "{\"a\":\"caf\xe9\"}", NotUTF8, "byte 9"},
		{"same key twice", `{"a":1,"a":1}`, Duplicate, `"a" occurs twice`},
		{"the same, escaped", `{"a":1,"\u0061":2}`, Duplicate, `"a"`},
		{"deep down", `{"x":[{"y":{"k":1,"b":2,"k":3}}]}`, Duplicate, `"k"`},
		{"two signatures", `{"headers":{"X-Port-Signature":"a","X-Port-Signature":"b"}}`, Duplicate, "X-Port-Signature"},
		{"a long key", `{"` + strings.Repeat("k", 999) + `":1,"` + strings.Repeat("k", 999) + `":1}`, Duplicate, `k"… occurs`},
		{"two objects", `{"a":1} {"b":2}`, Trailing, "byte 7"},
		{"rubbish behind", `{"a":1}x`, Trailing, "byte 7"},
		{"1,001 levels", deep(1001), TooDeep, "1000"},
		{"20,000 levels", deep(20_000), TooDeep, "1000"},
		{"too large", `{"a":"` + strings.Repeat("x", 1<<20) + `"}`, TooLarge, "the limit is 1048576"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Cut([]byte(tt.raw), 1<<20)
			var junk *JunkError
			if !errors.As(err, &junk) {
				t.Fatalf("error %v, want junk", err)
			}
			if junk.Reason != tt.reason || !strings.Contains(junk.Detail, tt.detail) || len(err.Error()) > 200 {
				t.Errorf("%v, want %s with %q", err, tt.reason, tt.detail)
			}
		})
	}
}

// deep gives a message whose lists and its object make so many levels.
func deep(levels int) string {
	return `{"a":` + strings.Repeat("[", levels-1) + strings.Repeat("]", levels-1) + `}`
}

func TestCutDeepestAllowed(t *testing.T) {
	if got, err := Cut([]byte(deep(maxDepth)), 0); err != nil || string(got.Body) != deep(maxDepth) {
		t.Errorf("%d levels: %v", maxDepth, err)
	}
}
