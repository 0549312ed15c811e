package guest

import (
	"encoding/json"
	"errors"
	"slices"
	"testing"
	"unicode/utf8"
)

func TestUnquote(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		`""`:                          "",
		`"a"`:                         "a",
		`"\"\\\/\b\f\n\r\t"`:          "\"\\/\b\f\n\r\t",
		`"\u0041\u00e9\u20AC"`:        "Aé€",
		`"x\ud83d\ude00y"`:            "x😀y",
		`"\ud83d"`:                    "\ufffd",
		`"\ud83d\u0041"`:              "\ufffdA",
		"\"\u2028é\"":                 "\u2028é",
		`"` + "\x7f" + `"`:            "\x7f",
		`"\ude00\ud83d\ud83d\ude00!"`: "\ufffd\ufffd😀!",
	} {
		if got, ok := unquote([]byte(text)); !ok || got != want {
			t.Errorf("%s is %q, %v, want %q", text, got, ok, want)
		}
	}
	for _, text := range []string{``, `"`, `null`, `1`, `["a"]`, `"a`, `"\`, `"a"b`, `"\u`, `"\u12`} {
		if got, ok := unquote([]byte(text)); ok {
			t.Errorf("%s is the string %q", text, got)
		}
	}
}

func TestUnquoteAll(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		`[]`: {}, `["a"]`: {"a"}, "[ \"a\" ,\n\"b,]\" ]": {"a", "b,]"},
	} {
		if got, ok := unquoteAll([]byte(text)); !ok || !slices.Equal(got, want) {
			t.Errorf("%s is %q, %v, want %q", text, got, ok, want)
		}
	}
	for _, text := range []string{``, `[`, `"a"`, `["a"`, `["a",1]`, `[["a"]]`, `null`} {
		if got, ok := unquoteAll([]byte(text)); ok {
			t.Errorf("%s is the list %q", text, got)
		}
	}
}

func TestPointer(t *testing.T) {
	t.Parallel()
	if got := Pointer("event", "a/b~c", "", "~1"); got != "/event/a~1b~0c//~01" {
		t.Errorf("the pointer is %s", got)
	}
	if got := Pointer(); got != "" {
		t.Errorf("the pointer of nothing is %s", got)
	}
}

func TestAccessError(t *testing.T) {
	t.Parallel()
	_, err := Event.String("/a")
	if !errors.Is(err, ErrNotAllowed) || err.Error() != "access to /event/a: not allowed" {
		t.Errorf("outside dray, reading gives %v", err)
	}
	if err := accessError([]byte("/a"), -99); !errors.Is(err, ErrType) {
		t.Errorf("a code that is not known gives %v", err)
	}
}

func FuzzText(f *testing.F) {
	f.Add("a\"\\\x00\x1f\xff😀")
	f.Add(`\ud83d\ude00\/`)
	f.Fuzz(func(t *testing.T, value string) {
		quoted := appendQuoted(nil, value)
		var want string
		if err := json.Unmarshal(quoted, &want); err != nil {
			t.Fatalf("%q is spelled %s: %v", value, quoted, err)
		}
		if got, ok := unquote(quoted); !ok || got != want {
			t.Errorf("%s is %q, %v, want %q", quoted, got, ok, want)
		}
		// Whatever is JSON reads as encoding/json reads it; what isn't must not panic.
		raw := []byte(`"` + value + `"`)
		got, ok := unquote(raw)
		if json.Unmarshal(raw, &want) == nil && utf8.ValidString(value) && (!ok || got != want) {
			t.Errorf("%s is %q, %v, want %q", raw, got, ok, want)
		}
		unquoteAll([]byte(value))
	})
}
