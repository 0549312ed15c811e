package limit

import (
	"context"
	"errors"
	"strings"
	"testing"
)

// shared gives a list that holds another twice, which holds another twice, ….
func shared(levels int) any {
	var v any = "x"
	for range levels {
		v = []any{v, v}
	}
	return v
}

func deep(levels int) any {
	var v any
	for range levels {
		v = map[string]any{"k": v}
	}
	return v
}

func TestBounds(t *testing.T) {
	for name, c := range map[string]struct {
		spend func(b *Budget) bool
		want  string // nothing: it fits
	}{
		"a string":        {func(b *Budget) bool { return b.MakeText(Text) }, ""},
		"a long string":   {func(b *Budget) bool { return b.MakeText(Text + 1) }, "a string longer than 16 MiB"},
		"a list":          {func(b *Budget) bool { return b.MakeList(Items) }, ""},
		"a long list":     {func(b *Budget) bool { return b.MakeList(Items + 1) }, "a list of more than 4194304 items"},
		"all there is":    {func(b *Budget) bool { return b.Make(Memory) }, ""},
		"bit by bit":      {func(b *Budget) bool { return b.Make(Memory) && b.Make(1) }, "more than 512 MiB of values"},
		"many values":     {func(b *Budget) bool { _, ok := b.Weigh(shared(20)); return ok }, ""},
		"too many values": {func(b *Budget) bool { _, ok := b.Weigh(shared(30)); return ok }, "holds more than 4194304 others"},
		"too deep":        {func(b *Budget) bool { _, ok := b.Weigh(deep(Depth + 2)); return ok }, "deeper than 10000"},
		"a result":        {func(b *Budget) bool { return b.Output(shared(18)) }, ""},
		"a large result":  {func(b *Budget) bool { return b.Output([]any{strings.Repeat("x", Text)}) }, "the program's result is too large"},
		"sorting":         {func(b *Budget) bool { return b.Sort(make([]any, 100_000)) }, ""},
		"sorting more":    {func(b *Budget) bool { return b.Sort([]any{shared(30)}) }, "holds more than"},
		"each with each":  {func(b *Budget) bool { return b.Cross(1<<20, 1<<20) }, "compares too many values"},
	} {
		b := New(t.Context())
		if ok := c.spend(b); ok != (c.want == "") || ok != b.Going() || ok != (b.Overrun() == nil) {
			t.Errorf("%s: fits is %v, %v", name, ok, b.Overrun())
		}
		if err := b.Err(); c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

func TestWeight(t *testing.T) {
	w, ok := New(t.Context()).Weigh(map[string]any{"key": []any{"abcd", 1, nil}})
	if want := (Weight{Values: 5, Bytes: 7}); w != want || !ok {
		t.Errorf("%+v, want %+v", w, want)
	}
}

// The deadline is no bound of the budget's own, but ends it as well.
func TestDeadline(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	b := New(ctx)
	cancel()
	if _, ok := b.Weigh(shared(15)); ok || b.Make(1) || b.Overrun() != nil || !errors.Is(b.Err(), context.Canceled) {
		t.Errorf("going on after the deadline: %v, %v, %v", ok, b.Overrun(), b.Err())
	}
}
