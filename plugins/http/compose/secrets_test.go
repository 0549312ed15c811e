package compose

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/sdk"
)

func TestSecrets(t *testing.T) {
	sensitive := func(name string) bool { return !strings.EqualFold(name, "Accept") }
	for _, tt := range []struct {
		header sdk.Header
		want   []string
	}{
		{nil, nil},
		{sdk.Header{"Accept": {"a/b"}}, nil},
		{sdk.Header{"Circle-Token": {"t-1", "t-2"}, "Cookie": {"a=b"}}, []string{"a=b", "t-1", "t-2"}},
		{sdk.Header{"Authorization": {"Bearer t-1"}}, []string{"Bearer t-1", "t-1"}},
		{sdk.Header{"Authorization": {"basic dTpwdzp4"}}, []string{"basic dTpwdzp4", "dTpwdzp4", "pw:x"}},
		{sdk.Header{"Authorization": {"Basic ?"}}, []string{"?", "Basic ?"}},
	} {
		if diff := cmp.Diff(tt.want, Secrets(tt.header, sensitive)); diff != "" {
			t.Errorf("%v (-want +got)\n%s", tt.header, diff)
		}
	}
	if got := Secrets(sdk.Header{"A": {"b"}}, nil); got != nil {
		t.Errorf("with nothing sensitive: %q", got)
	}
}
