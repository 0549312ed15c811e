package tree_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/config/tree"
)

// lines shows each node as "place key kind text".
func lines(n *tree.Node) string {
	var out strings.Builder
	n.Walk(func(n *tree.Node) {
		out.WriteString(strings.Join([]string{n.At, n.Key, n.Kind.String(), n.Text}, "|") + "\n")
	})
	return out.String()
}

func TestParse(t *testing.T) {
	tests := []struct{ name, yaml, want string }{
		{"empty", "", "f||nothing|\n"},
		{"only a comment", "# nothing\n", "f||nothing|\n"},
		{"a member", "# first\na: b # why\n", "f:2:1||a mapping|\nf:2:4|a|a single value|b\n"},
		{"scalars", "[1, 0x10, 1.50, true, 'q', \"\\t\", ~]", "f:1:1||a list|\n" +
			"f:1:2|[0]|a single value|1\nf:1:5|[1]|a single value|0x10\nf:1:11|[2]|a single value|1.50\nf:1:17|[3]|a single value|true\n" +
			"f:1:23|[4]|a single value|q\nf:1:28|[5]|a single value|\t\nf:1:34|[6]|nothing|\n"},
		{"addresses in a list in braces", "a: {b: [c.d:9092, e:1], f: [g: 1], h: [i:9]}", "f:1:1||a mapping|\n" +
			"f:1:4|a|a mapping|\nf:1:8|a.b|a list|\nf:1:9|a.b[0]|a single value|c.d:9092\nf:1:19|a.b[1]|a single value|e:1\n" +
			"f:1:28|a.f|a list|\nf:1:29|a.f[0]|a mapping|\nf:1:32|a.f[0].g|a single value|1\nf:1:39|a.h|a list|\nf:1:40|a.h[0]|a single value|i:9\n"},
		{"no address", "a: {b: [c: [1], d:[2], e: 'f']}", "f:1:1||a mapping|\nf:1:4|a|a mapping|\nf:1:8|a.b|a list|\n" +
			"f:1:9|a.b[0]|a mapping|\nf:1:12|a.b[0].c|a list|\nf:1:13|a.b[0].c[0]|a single value|1\n" +
			"f:1:17|a.b[1]|a mapping|\nf:1:19|a.b[1].d|a list|\nf:1:20|a.b[1].d[0]|a single value|2\n" +
			"f:1:24|a.b[2]|a mapping|\nf:1:27|a.b[2].e|a single value|f\n"},
		{"a block", "a: |\n  one\n  two\n", "f:1:1||a mapping|\nf:1:4|a|a single value|one\ntwo\n\n"},
		{"a tag", "a: !!str 5", "f:1:1||a mapping|\nf:1:9|a|a single value|5\n"},
		{"a document mark", "---\na: b\n", "f:2:1||a mapping|\nf:2:4|a|a single value|b\n"},
		{"a byte order mark", "\ufeffa: b\n", "f:1:1||a mapping|\nf:1:4|a|a single value|b\n"},
		{"a byte order mark alone", "\ufeff", "f||nothing|\n"},
		{"Windows", "a: b\r\nc: d\r\n", "f:1:1||a mapping|\nf:1:4|a|a single value|b\nf:2:4|c|a single value|d\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			node, err := tree.Parse("f", []byte(tt.yaml))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, lines(node)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestParseErrors(t *testing.T) {
	tests := []struct{ name, yaml, want string }{
		{"a foreign tag", "a: !secret b", "f:1:4: a: the tag !secret means nothing here; remove it"},
		{"a key of its own kind", "? a\n: b", "f:1:1: a key is a single word here, without a ? before it"},
		{"a merge of a word", "<<: a", "f:1:5: << takes the alias of a mapping"},
		{"too large", strings.Repeat("#", 300_000), "f: it has 300000 bytes, and can have at most 262144"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := tree.Parse("f", []byte(tt.yaml)); err == nil || err.Error() != tt.want {
				t.Errorf("got  %v\nwant %s", err, tt.want)
			}
		})
	}
}

func TestSyntaxErrorsShowNoSource(t *testing.T) {
	_, err := tree.Parse("f", []byte("secret: hunter2\nsecret2: \"hunter2\nx: [hunter2"))
	if err == nil || strings.Contains(err.Error(), "hunter2") || strings.Contains(err.Error(), "\n") {
		t.Errorf("got %v", err)
	}
}

func TestExpand(t *testing.T) {
	from := tree.Source{
		Env: func(name string) (string, error) {
			if name == "A" {
				return "${env:B}", nil // what is filled in is not looked at again
			}
			return "", errors.New(name + " is not set")
		},
		File: func(path string) (string, error) { return "<" + path + ">", nil },
	}
	tests := []struct {
		in, want string
		expanded []string
		err      string
	}{
		{in: "plain $HOME $(x) {y}", want: "plain $HOME $(x) {y}"},
		{in: "a ${env:A} b ${file:/p:q}", want: "a ${env:B} b </p:q>", expanded: []string{"${env:B}", "</p:q>"}},
		{in: "$${env:A}", want: "${env:A}"},
		{in: "${env:X}", err: "v: k: X is not set"},
		{in: "${A}", err: "v: k: only ${env:NAME} and ${file:PATH} can follow a $; write $${ for a plain ${"},
		{in: "${env:A", err: "v: k: only ${env:NAME} and ${file:PATH} can follow a $; write $${ for a plain ${"},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			node := tree.Text("v", "k", tt.in)
			err := (&tree.Node{Kind: tree.Sequence, Items: []*tree.Node{node}}).Expand(from)
			if tt.err != "" {
				if err == nil || err.Error() != tt.err {
					t.Errorf("got %v, want %s", err, tt.err)
				}
				return
			}
			if err != nil || node.Text != tt.want || node.Value != tt.want {
				t.Errorf("got %q, %v", node.Text, err)
			}
			if diff := cmp.Diff(tt.expanded, node.Expanded); diff != "" {
				t.Errorf("expanded (-want +got)\n%s", diff)
			}
		})
	}
}

func TestHostileAliases(t *testing.T) {
	bomb := "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
	for i := range 8 {
		bomb += strings.NewReplacer("N", string(rune('1'+i)), "P", string(rune('0'+i))).
			Replace("aN: &aN [*aP, *aP, *aP, *aP, *aP, *aP, *aP, *aP, *aP, *aP]\n")
	}
	for name, yaml := range map[string]string{
		"growing": bomb, "of itself": "log: &l {level: *l}", "without anchor": "log: *none",
		"deep": "log: " + strings.Repeat("[", 500) + strings.Repeat("]", 500),
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := tree.Parse("f", []byte(yaml)); err == nil || !strings.HasPrefix(err.Error(), "f:") {
				t.Errorf("got %v", err)
			}
		})
	}
}
