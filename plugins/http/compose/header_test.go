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
		{"A", " t0ken", "white space"},
		{"A", "\tt0ken", "white space"},
		{"A", "\u00a0t0ken", "white space"},
		{"A", "t0ken\n", "line break"},
		{"A", "t0ken\r\nX: y", "line break"},
		{"A", "t0ken\x00", "control character"},
		{"A\r\nB", "t0ken", "header name"},
		{"A B", "t0ken", "header name"},
		{"A:", "t0ken", "header name"},
		{"é", "t0ken", "header name"},
		{"", "t0ken", "header name"},
		{"host", "", "not a host"},
		{"host", "t0ken/\"", "not a host"},
	} {
		out, _, err := checkHeader(sdk.Header{c.name: {c.value}})
		switch {
		case c.want == fine && (err != nil || out[c.name][0] != c.value):
			t.Errorf("%q: %q gave %q, %v", c.name, c.value, out, err)
		case c.want != fine && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%q: %q gave %v; want an error with %q", c.name, c.value, err, c.want)
		case err != nil && strings.Contains(err.Error(), "t0ken"):
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
