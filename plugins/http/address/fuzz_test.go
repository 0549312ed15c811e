package address

import (
	"net/http"
	"testing"

	"github.com/drayhq/dray/sdk"
)

// FuzzParse: what is brought into form once stays as it is, and net/http sends
// just that to just that host.
func FuzzParse(f *testing.F) {
	for _, raw := range []string{
		"http://h/a%2Fb c/ü?x=%zz", "http://h//a", "HTTPS://H:080/%7e/../.%2e/%", `http://h\@evil/p`,
		"http://u:p@[::ffff:1.2.3.4]:9/?a#b", "http://bücher.de", "http://h/%2525%41", "http://0x7f.1/", "h:1", "http://[[::]",
	} {
		f.Add(raw, "a b", "é&%")
	}
	f.Fuzz(func(t *testing.T, raw, name, value string) {
		first, err := Parse(raw)
		if err != nil {
			return
		}
		first = first.WithQuery([]sdk.Param{{Name: name, Value: value}})
		second, err := Parse(first.String())
		if err != nil || second.String() != first.String() {
			t.Fatalf("%q became %q and then %q, %v", raw, first, second, err)
		}
		request, err := http.NewRequest(http.MethodPost, first.String(), nil)
		if err != nil {
			t.Fatalf("net/http refuses %q, made of %q: %v", first, raw, err)
		}
		if got := request.URL.RequestURI(); got != first.Path+"?"+first.Query {
			t.Fatalf("net/http asks for %q instead of %q", got, first)
		}
		if got := request.URL.Scheme + "://" + request.URL.Host; got != first.Origin() {
			t.Fatalf("net/http goes to %q instead of %q", got, first)
		}
	})
}
