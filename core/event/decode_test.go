package event

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDecode(t *testing.T) {
	got, err := Decode([]byte(` {"n":[1.0,-0,1e400,12345678901234567890],"s":"\u00e9\ud83d\ude00\"\ud800","b":[true,false,null],"":{},"l":[],"k\n":"plain"} `))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]any{
		"n":   []any{json.Number("1.0"), json.Number("-0"), json.Number("1e400"), json.Number("12345678901234567890")},
		"s":   "é😀\"\uFFFD",
		"b":   []any{true, false, nil},
		"":    map[string]any{},
		"l":   []any{},
		"k\n": "plain",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestDecodeLeavesItsInputAlone(t *testing.T) {
	body := []byte(`{"a":"b"}`)
	got, err := Decode(body)
	if err != nil {
		t.Fatal(err)
	}
	copy(body, `{"x":"y"}`)
	if diff := cmp.Diff(map[string]any{"a": "b"}, got); diff != "" {
		t.Errorf("it changed with its input\n%s", diff)
	}
}

func TestDecodeRefuses(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"empty":            {"", "EOF"},
		"broken off":       {`{"a":`, "unexpected EOF"},
		"two values":       {`{} {}`, "ends at byte 2"},
		"not JSON":         {`{a:1}`, "invalid character 'a'"},
		"key not a text":   {`{1:2}`, "must be a string"},
		"not UTF-8":        {"\"\xff\"", "not UTF-8"},
		"brackets crossed": {`[}`, "invalid character '}'"},
		"far too deep":     {strings.Repeat("[", 10_001) + strings.Repeat("]", 10_001), "depth"},
	} {
		t.Run(name, func(t *testing.T) {
			if v, err := Decode([]byte(tt.text)); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%v, %v; want an error with %q", v, err, tt.want)
			}
		})
	}
}

// FuzzDecode holds that Decode makes of any text what encoding/json does, and
// that whatever was decoded can be read as an envelope.
func FuzzDecode(f *testing.F) {
	for _, seed := range []string{run, ``, `[]`, `{"a":1,"a":{"b":[2,"\ud800"]}}`, `"\u0061\n"`, `-1.5E+3`, `nul`, `{} 1`, `[1,]`,
		`{"context":{"runId":1},"trigger":{"at":[]}}`, "\"\xc3\""} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		got, err := Decode(text)
		var want any
		d := json.NewDecoder(bytes.NewReader(text))
		d.UseNumber()
		wantErr := d.Decode(&want)
		if err != nil {
			if json.Valid(text) && !strings.Contains(err.Error(), "not UTF-8") {
				t.Fatalf("%q: %v", text, err)
			}
			return
		}
		if wantErr != nil || !cmp.Equal(want, got) {
			t.Fatalf("%q: %v, want %v, %v", text, got, want, wantErr)
		}
		Read(got, false)
		Read(got, true)
		Infer(got)
	})
}
