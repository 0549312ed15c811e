package dialect

import (
	"context"
	"encoding/json"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func mustCompile(tb testing.TB, src string) *Program {
	tb.Helper()
	p, err := Compile(src, Options{Environ: testEnviron})
	if err != nil {
		tb.Fatalf("compiling %s: %v", src, err)
	}
	return p
}

func TestFirst(t *testing.T) {
	for program, want := range map[string]struct {
		out any
		err string
	}{
		`1, 2`:                  {out: 1},
		`empty`:                 {},
		`1, error("late")`:      {err: "late"},
		`(error("late"), 1)?`:   {},
		`first(1, error("x"))`:  {err: "x"},
		`input`:                 {err: "break"},
		`1, halt`:               {out: 1},
		``:                      {out: json.Number("7")},
		`def f: 1;`:             {out: json.Number("7")},
		`error({a: 1})`:         {err: `{"a":1}`},
		`error(null)`:           {},
		`"x" * 10000000000`:     {err: "the program makes a string longer than 16 MiB"},
		`null|.[100000000] = 1`: {err: "Array index too large"},
	} {
		out, err := mustCompile(t, program).First(t.Context(), json.Number("7"), nil)
		if got := text(err); got != want.err {
			t.Errorf("%s: error %q, want %q", program, got, want.err)
		}
		if diff := cmp.Diff(want.out, out); diff != "" {
			t.Errorf("%s (-want +got):\n%s", program, diff)
		}
	}
}

func text(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// What a program may see is a double, but whole numbers are not made worse.
func TestNumbers(t *testing.T) {
	for in, want := range map[string]any{
		"5": json.Number("5"), "1.0": 1, "1e2": 100, "-0": 0, "1.50": 1.5,
		"9007199254740992": 9007199254740992, "12345678901234567890": json.Number("1.2345678901234567e+19"),
		"100000000000000000": json.Number("1e+17"), "3000000000": json.Number("3000000000"),
	} {
		out, err := mustCompile(t, ".[0]").First(t.Context(), []any{json.Number(in)}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, out); diff != "" {
			t.Errorf("%s (-want +got):\n%s", in, diff)
		}
	}
}

func TestDeadline(t *testing.T) {
	for _, program := range []string{`repeat(1)`, `def f: f; f`, `[limit(1000000000; repeat(1))] | length`} {
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
		_, err := mustCompile(t, program).First(ctx, nil, nil)
		cancel()
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s: %v, want the deadline's error", program, err)
		}
	}
}

// Programs are shared between runs, and so are events: nothing may be written to.
func TestConcurrentUse(t *testing.T) {
	event := decode(t, message)
	before := decode(t, message)
	programs := []*Program{mustCompile(t, `del(.payload.entity) | .context.x = 1 | del(.trigger.by.user.email) | tojson`),
		mustCompile(t, `.payload.properties |= with_entries(.value |= tostring)`), mustCompile(t, `[.. | tostring] | add`)}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			scope := NewScope(NewOrder([]byte(message), event))
			for _, p := range programs {
				if _, err := p.First(t.Context(), event, scope); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if diff := cmp.Diff(before, event); diff != "" {
		t.Errorf("the event was changed:\n%s", diff)
	}
}

func TestNow(t *testing.T) {
	at := time.Date(2026, 3, 2, 9, 30, 0, 500_000_000, time.UTC)
	p, err := Compile(`now, (now | todate)`, Options{Now: func() time.Time { return at }})
	if err != nil {
		t.Fatal(err)
	}
	if got, err := p.First(t.Context(), nil, nil); err != nil || got != 1772443800.5 {
		t.Errorf("it is %v, %v", got, err)
	}
}
