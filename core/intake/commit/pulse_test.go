package commit

import (
	"context"
	"testing"
	"testing/synctest"
	"time"
)

func TestCommitsAreGathered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := NewPulse()
		begun := time.Now()
		for range commitAt - 1 {
			p.Beat()
		}
		if !p.Wait(t.Context()) || time.Since(begun) != commitEvery {
			t.Errorf("a commit is due after %v, want %v", time.Since(begun), commitEvery)
		}
	})
}

func TestManyDoNotWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := NewPulse()
		begun := time.Now()
		for range commitAt {
			p.Beat()
		}
		if !p.Wait(t.Context()) || time.Since(begun) != 0 {
			t.Errorf("a commit is due after %v, want at once", time.Since(begun))
		}
	})
}

func TestNothingIsDueWithoutABeat(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		if NewPulse().Wait(ctx) {
			t.Error("a commit is due although nothing was settled")
		}
	})
}
