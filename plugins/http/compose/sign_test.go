package compose

import (
	"testing"
	"time"

	"github.com/drayhq/dray/sdk"
)

func TestSign(t *testing.T) {
	for _, c := range []struct{ name, wire, want string }{
		// From the conformance cases, where the reference agent signed them.
		{"a body", `{"memoized":false}`, "v1,cCnx9zbE0xvBnBfU/Gc33l4e1jqB+38ruNCKdYOnQ+8="},
		{"no body", "", "v1,JNet4HgA4f0SF8zJSNofgRm/3QMZsTiz4mKEsTg9+ik="},
	} {
		var wire []byte
		if c.wire != "" {
			wire = []byte(c.wire)
		}
		given := sdk.Header{"x-port-signature": {"forged"}, "A": {"b"}}
		got := Sign(given, "test", wire, time.Unix(1713277889, 999))
		if got["X-Port-Signature"][0] != c.want || got["X-Port-Timestamp"][0] != "1713277889" {
			t.Errorf("%s: %q", c.name, got)
		}
		if len(got) != 3 || len(given) != 2 {
			t.Errorf("%s: made %q of %q", c.name, got, given)
		}
	}
}
