package compose

import (
	"strings"
	"testing"

	"github.com/drayhq/dray/sdk"
)

func TestHeaderIsChecked(t *testing.T) {
	const fine = ""
	for _, c := range []struct{ name, value, want string }{
		{"A", "x", fine},
		{"A", "", fine},
		{"A", "é☃", fine},
		{"A", "x ", fine},
		{"A", "a\tb", fine},
		{"x_y", "1", fine},
		{"Host", "ci.example:80", fine},
		{"A", " secret", "white space"},
		{"A", "\tsecret", "white space"},
		{"A", "\u00a0secret", "white space"},
		{"A", "secret\n", "line break"},
		{"A", "secret\r\nX: y", "line break"},
		{"A", "secret\x00", "control character"},
		{"A\r\nB", "secret", "header name"},
		{"A B", "secret", "header name"},
		{"A:", "secret", "header name"},
		{"é", "secret", "header name"},
		{"", "secret", "header name"},
		{"host", "", "not a host"},
		{"host", "secret/\"", "not a host"},
	} {
		out, _, err := checkHeader(sdk.Header{c.name: {c.value}})
		switch {
		case c.want == fine && (err != nil || out[c.name][0] != c.value):
			t.Errorf("%q: %q gave %q, %v", c.name, c.value, out, err)
		case c.want != fine && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%q: %q gave %v; want an error with %q", c.name, c.value, err, c.want)
		case err != nil && strings.Contains(err.Error(), "secret"):
			t.Errorf("%q: %q: the error shows the value: %v", c.name, c.value, err)
		}
	}
}

func TestHeaderWithoutTheConnectionsFields(t *testing.T) {
	out, warnings, err := checkHeader(sdk.Header{
		"transfer-encoding": {"chunked"}, "Connection": {"close"}, "TE": {"trailers"}, "Keep": {"1"}, "None": nil,
	})
	if err != nil || len(out) != 1 || out["Keep"] == nil || len(warnings) != 3 {
		t.Errorf("%q, %q, %v", out, warnings, err)
	}
}
