package lease

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/drayhq/dray/core/settle"
)

const session = 10 * time.Second

// owning gives a partition that is ours, for a session from now on.
func owning() (*Partition, *Term) {
	term := NewTerm(session)
	p := NewSet(settle.MetadataLimit, term, func() {}).At("t", 0)
	p.Resume(-1, "")
	term.Renew(time.Now())
	return p, term
}

func TestATermRunsASessionFromWhenTheMemberSpoke(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		term := NewTerm(session)
		if term.Runs() {
			t.Error("it runs before the group has said a word")
		}
		spoke := time.Now()
		time.Sleep(4 * time.Second) // so long the answer took
		term.Renew(spoke)
		term.Renew(spoke.Add(-time.Second)) // an answer that was overtaken
		time.Sleep(6*time.Second - time.Nanosecond)
		if !term.Runs() {
			t.Error("it is over within the session")
		}
		time.Sleep(time.Nanosecond)
		if term.Runs() {
			t.Error("it runs on after the session")
		}
	})
}

func TestHeld(t *testing.T) {
	drain := func(p *Partition) { Close([]*Partition{p}) }
	for _, c := range []struct {
		name  string
		begun bool
		then  func(p *Partition)
		want  error
	}{
		{"under way", true, func(*Partition) {}, nil},
		{"not begun", false, func(*Partition) {}, nil},
		{"under way while the partition is drained", true, drain, nil},
		{"not begun while the partition is drained", false, drain, ErrLost},
		{"lost", true, func(p *Partition) { p.Drop() }, ErrLost},
		{"under way since before the partition went and came back", true, func(p *Partition) {
			p.Drop()
			p.Resume(0, "")
		}, nil},
		{"done by another owner in between", true, func(p *Partition) {
			p.Drop()
			p.Resume(1, "")
		}, ErrLost},
		{"settled", true, func(p *Partition) { Hold{p, 1}.Settle(0, nil) }, ErrLost},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, _ := owning()
			hold := take(t, p, 0)
			if c.begun {
				hold.Begin(0)
			}
			c.then(p)
			if err := hold.Held(t.Context(), 0); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

// A message whose loss was told must not count as under way: nobody would send it
// if the partition came back.
func TestALossTakesBeginBack(t *testing.T) {
	p, _ := owning()
	hold := take(t, p, 0)
	hold.Begin(0)
	p.Drop()
	if err := hold.Held(t.Context(), 0); !errors.Is(err, ErrLost) {
		t.Fatalf("got %v", err)
	}
	p.Resume(0, "")
	again := take(t, p, 0)
	hold.Release(0)
	hold.Settle(0, nil)
	if !again.Begin(0) {
		t.Error("the message may not begin under the new ownership")
	}
}

func TestHeldWaitsOnceTheTermIsOver(t *testing.T) {
	for _, c := range []struct {
		name string
		then func(p *Partition, term *Term, cancel func())
		want error
	}{
		{"the group answers", func(_ *Partition, term *Term, _ func()) { term.Renew(time.Now()) }, nil},
		{"the partition goes", func(p *Partition, _ *Term, _ func()) { p.Drop() }, ErrLost},
		{"the caller gives up", func(_ *Partition, _ *Term, cancel func()) { cancel() }, context.Canceled},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p, term := owning()
				hold := take(t, p, 0)
				hold.Begin(0)
				time.Sleep(session)
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				held := make(chan error, 1)
				go func() { held <- hold.Held(ctx, 0) }()
				synctest.Wait()
				select {
				case err := <-held:
					t.Fatalf("it gave %v after the term", err)
				default:
				}
				c.then(p, term, cancel)
				if err := <-held; !errors.Is(err, c.want) {
					t.Errorf("got %v, want %v", err, c.want)
				}
			})
		})
	}
}

func BenchmarkHeld(b *testing.B) {
	p, _ := owning()
	hold, _ := p.Take(0)
	hold.Begin(0)
	for b.Loop() {
		if err := hold.Held(b.Context(), 0); err != nil {
			b.Fatal(err)
		}
	}
}

func TestMayWriteEndsWithTheTerm(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		term := NewTerm(time.Second)
		term.Renew(time.Now())
		p := NewSet(settle.MetadataLimit, term, func() {}).At("t", 0)
		p.Resume(0, "")
		hold := take(t, p, 0)
		if err := hold.MayWrite(); err != nil {
			t.Errorf("within the term: %v", err)
		}
		time.Sleep(time.Second)
		if err := hold.MayWrite(); !errors.Is(err, ErrLapsed) {
			t.Errorf("after the term: %v", err)
		}
	})
}
