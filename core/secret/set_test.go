package secret_test

import (
	"encoding/base64"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/drayhq/dray/core/secret"
)

func TestMask(t *testing.T) {
	set := secret.New("s3cr3t-token", "s3cr3t-token-longer", "tok", "", "p&ss/w\"rd é", " padded-value\n", "ab\xff\xfecdef", "ééé")
	tests := []struct{ name, in, want string }{
		{"nothing to mask", "a harmless line", "a harmless line"},
		{"inside a text", "Circle-Token: s3cr3t-token.", "Circle-Token: ***."},
		{"the longest wins", "x s3cr3t-token-longer y", "x *** y"},
		{"twice", "s3cr3t-tokens3cr3t-token", "******"},
		{"short, inside a text", "a tok of it", "a tok of it"},
		{"short, the whole text", "tok", "***"},
		{"empty", "", ""},
		{"path", "/a/p&ss%2Fw%22rd%20%C3%A9/b", "/a/***/b"},
		{"query", "?a=p%26ss%2Fw%22rd+%C3%A9", "?a=***"},
		{"query in lower case", "?a=p%26ss%2fw%22rd+%c3%a9", "?a=***"},
		{"JSON", `{"a":"p&ss/w\"rd é"}`, `{"a":"***"}`},
		{"JSON for HTML", `{"a":"p\u0026ss/w\"rd é"}`, `{"a":"***"}`},
		{"JSON in JSON", `"{\"a\":\"p&ss/w\\\"rd é\"}"`, `"{\"a\":\"***\"}"`},
		{"bad bytes, as encoders show them", "x ab\uFFFD\uFFFDcdef x", "x *** x"},
		{"bad bytes, in one", "x ab\uFFFDcdef x", "x *** x"},
		{"short in characters, inside a text", "an ééé of it", "an ééé of it"},
		{"short in characters, the whole text", "ééé", "***"},
		{"without its margins", "[padded-value]", "[***]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := set.Mask(tt.in); got != tt.want {
				t.Errorf("Mask(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestMaskBase64WhereverItStarts(t *testing.T) {
	const value = "pass~word>?1"
	set := secret.New(value)
	for _, encoding := range []*base64.Encoding{base64.StdEncoding, base64.URLEncoding} {
		for before := range 4 {
			for after := range 4 {
				text := encoding.EncodeToString([]byte(strings.Repeat("u", before) + value + strings.Repeat("v", after)))
				if got := set.Mask("Basic " + text); !strings.Contains(got, secret.Mask) || len(got) > 24 {
					t.Errorf("Mask(Basic %s) = %q", text, got)
				}
			}
		}
	}
}

func TestOverlappingValuesLeaveNoEnds(t *testing.T) {
	set := secret.New("abcdefgh", "efghijkl").With("klmnopqr")
	if got := set.Mask("<abcdefghijklmnopqr>"); got != "<***>" {
		t.Errorf("got %q", got)
	}
}

func TestMaskingMakesNoValue(t *testing.T) {
	set := secret.New("abcdef", "***ghi")
	if got := set.Mask("abcdefghi"); got != secret.Mask {
		t.Errorf("got %q", got)
	}
}

func TestWithLeavesTheReceiver(t *testing.T) {
	var none *secret.Set
	if got := none.Mask("anything"); got != "anything" {
		t.Errorf("a nil set gave %q", got)
	}
	one := none.With("first-value")
	two := one.With("second-value")
	three := two.With("third-value")
	if got := one.Mask("first-value second-value"); got != "*** second-value" {
		t.Errorf("the first set gave %q", got)
	}
	if got := two.Mask("second-value third-value"); got != "*** third-value" {
		t.Errorf("the second set gave %q", got)
	}
	if got := three.Mask("first-value second-value third-value"); got != "*** *** ***" {
		t.Errorf("the third set gave %q", got)
	}
	if three.With("", "  ") != three {
		t.Error("blank values made a new set")
	}
}

func TestHarmlessTextCostsNoAllocation(t *testing.T) {
	set := secret.New("s3cr3t-token", "another-one").With("a-run's-own")
	text := strings.Repeat("nothing to see here, said the run ", 10)
	if n := testing.AllocsPerRun(100, func() { _ = set.Mask(text) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func FuzzMask(f *testing.F) {
	f.Add("a text with s3cr3t-token in it", "s3cr3t-token", "-token")
	f.Add("abcdefghi", "abcdef", "***ghi")
	f.Add("******", "******", "*****")
	f.Fuzz(func(t *testing.T, text, one, two string) {
		got := secret.New(one).With(two).Mask(text)
		for _, value := range []string{one, two} {
			if utf8.RuneCountInString(strings.TrimSpace(value)) >= secret.Shortest && strings.TrimSpace(value) != "" && strings.Contains(got, value) {
				t.Errorf("%q is still in %q", value, got)
			}
		}
	})
}

func BenchmarkMaskHarmless(b *testing.B) {
	set := secret.New("s3cr3t-token", "another-one", "third/one+x").With("a-run's-own")
	text := strings.Repeat("nothing to see here, said the run ", 10)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		set.Mask(text)
	}
}

func BenchmarkWith(b *testing.B) {
	set := secret.New("s3cr3t-token", "another-one", "third/one+x")
	for b.Loop() {
		set.With("a-decrypted-field")
	}
}
