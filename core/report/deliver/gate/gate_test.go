package gate

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"github.com/drayhq/dray/core/port"
)

func TestVerdicts(t *testing.T) {
	answer := func(status int) error { return fmt.Errorf("calling: %w", &port.StatusError{Status: status}) }
	for _, tt := range []struct {
		err                       error
		refused, disliked, unwell bool
	}{
		{nil, false, false, false},
		{errors.New("connection refused"), false, false, true},
		{context.DeadlineExceeded, false, false, true},
		{answer(302), false, false, true},
		{answer(400), true, true, false},
		{answer(401), false, false, true},
		{answer(403), true, false, false},
		{answer(404), true, false, false},
		{answer(408), false, false, false},
		{answer(409), true, false, false},
		{answer(413), true, true, false},
		{answer(422), true, true, false},
		{answer(425), false, false, false},
		{answer(429), false, false, false},
		{answer(500), false, false, true},
		{answer(503), false, false, true},
		{&port.TokenError{Err: answer(404)}, false, false, true},
	} {
		if got := Refused(tt.err); got != tt.refused {
			t.Errorf("%v refused: %v", tt.err, got)
		}
		if got := Disliked(tt.err); got != tt.disliked {
			t.Errorf("%v disliked: %v", tt.err, got)
		}
		if got := unwell(tt.err); got != tt.unwell {
			t.Errorf("%v unwell: %v", tt.err, got)
		}
	}
}

func TestADownGateLooksOnceInAWhile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := New("tests", slog.New(slog.DiscardHandler))
		calls := 0
		fail := func(context.Context) error { calls++; return errors.New("connection refused") }
		for range 20 {
			_ = g.Once(t.Context(), fail)
		}
		if calls != openAfter || g.Up() {
			t.Errorf("%d calls before the gate was down, want %d", calls, openAfter)
		}
		for range 3 {
			if err := g.Rest(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
			for range 20 {
				_ = g.Once(t.Context(), fail)
			}
		}
		if calls != openAfter+3 {
			t.Errorf("%d calls while down, want 3", calls-openAfter)
		}
		time.Sleep(openFor)
		if err := g.Once(t.Context(), func(context.Context) error { return nil }); err != nil || !g.Up() {
			t.Errorf("one success does not bring the gate up: %v", err)
		}
	})
}

func TestPersistNeverTakesNoTimeForSuccess(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	g := New("tests", slog.New(slog.DiscardHandler))
	if err := g.Persist(ctx, func(ctx context.Context) error { return ctx.Err() }); err == nil {
		t.Error("a call that ended before it began counts as made")
	}
}

func TestRestEndsAtOnceInAHurry(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		hurry := make(chan struct{})
		close(hurry)
		start := time.Now()
		g := New("tests", slog.New(slog.DiscardHandler))
		if err := g.Rest(t.Context(), hurry); err != nil || time.Since(start) != 0 {
			t.Errorf("rested %v, %v", time.Since(start), err)
		}
	})
}
