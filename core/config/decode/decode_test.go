package decode_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/config/decode"
	"github.com/drayhq/dray/core/config/tree"
)

type upper string

func (u *upper) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		return errors.New("it is empty")
	}
	*u = upper(strings.ToUpper(string(text)))
	return nil
}

type shared struct {
	Retries uint8 `yaml:"retries"`
}

type settings struct {
	shared
	Text    string            `yaml:"text,omitempty"`
	Untag   int               // read as "untag"
	On      bool              `yaml:"on"`
	Rate    float64           `yaml:"rate"`
	Wait    time.Duration     `yaml:"wait"`
	Size    int64             `yaml:"size" unit:"bytes"`
	Upper   upper             `yaml:"upper"`
	Word    string            `yaml:"word" oneof:",one,two,uno=one"`
	Pointer *shared           `yaml:"pointer"`
	List    []string          `yaml:"list"`
	Structs []shared          `yaml:"structs"`
	Map     map[string]string `yaml:"map"`
	Any     any               `yaml:"any"`
	Hidden  string            `yaml:"-"`
}

func parse(t *testing.T, yaml string) *tree.Node {
	t.Helper()
	node, err := tree.Parse("f", []byte(yaml))
	if err != nil {
		t.Fatal(err)
	}
	return node
}

func TestInto(t *testing.T) {
	got := settings{Text: "default", Wait: time.Second, List: []string{"default"}}
	err := decode.Into(parse(t, `
retries: 3
untag: -5
on: "yes"
rate: 1.5
wait: ~
size: 2KiB
upper: abc
word: " Uno "
pointer: {retries: 4}
list: a, b,
structs: [{retries: 1}, {retries: 2}]
map: {k: 1, l: v}
any: {a: [1, x, null, {b: 1.10}]}
`), &got)
	if err != nil {
		t.Fatal(err)
	}
	want := settings{
		shared: shared{3}, Text: "default", Untag: -5, On: true, Rate: 1.5, Wait: time.Second, Size: 2048, Upper: "ABC", Word: "one",
		Pointer: &shared{4}, List: []string{"a", "b"}, Structs: []shared{{1}, {2}}, Map: map[string]string{"k": "1", "l": "v"},
		Any: map[string]any{"a": []any{uint64(1), "x", nil, map[string]any{"b": json.Number("1.10")}}},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(settings{})); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestIntoErrors(t *testing.T) {
	tests := []struct{ yaml, want string }{
		{"a single value", "f:1:1: it takes a mapping, not a single value"},
		{"hidden: x", "f:1:1: hidden: unknown key; known are any, list, map, on, pointer, rate, retries, size, structs, text, untag, upper, wait, word"},
		{"Texts: x", "f:1:1: Texts: unknown key; did you mean text?"},
		{"untag: 1.5", "f:1:8: untag: it takes a whole number"},
		{"retries: 256", "f:1:10: retries: it takes a whole number from 0"},
		{"rate: fast", "f:1:7: rate: it takes a number"},
		{"size: 3GiB", "f:1:7: size: it takes a size under 2GiB, such as 10MiB"},
		{"upper: ''", "f:1:8: upper: it is empty"},
		{"word: three", "f:1:7: word: it takes one, two"},
		{"upper: [a]", "f:1:8: upper: it takes a single value, not a list"},
		{"list: {a: b}", "f:1:7: list: it takes a list, not a mapping"},
		{"list: [[a]]", "f:1:8: list[0]: it takes a single value, not a list"},
		{"structs: a", "f:1:10: structs: it takes a list, not a single value"},
		{"map: [a]", "f:1:6: map: it takes a mapping, not a list"},
		{"pointer: {x: 1}", "f:1:11: pointer.x: unknown key; known are retries"},
	}
	for _, tt := range tests {
		t.Run(tt.yaml, func(t *testing.T) {
			if err := decode.Into(parse(t, tt.yaml), &settings{}); err == nil || err.Error() != tt.want {
				t.Errorf("got  %v\nwant %s", err, tt.want)
			}
		})
	}
	if err := decode.Into(parse(t, "a: b"), settings{}); err == nil {
		t.Error("a value that cannot be filled was taken")
	}
}

func TestNearest(t *testing.T) {
	known := []string{"drain", "max_in_flight"}
	for name, want := range map[string]string{
		"max_in_fligth": "did you mean max_in_flight?",
		"MAX_IN_FLIGHT": "did you mean max_in_flight?",
		"drian":         "did you mean drain?",
		"colour":        "known are drain, max_in_flight",
	} {
		if got := decode.Nearest(name, known); got != want {
			t.Errorf("Nearest(%s) = %q, want %q", name, got, want)
		}
	}
	if got := decode.Nearest("x", nil); got != "nothing can be set here" {
		t.Errorf("got %q", got)
	}
}
