package poll

import (
	"net/http"
	"strconv"
	"testing"
	"time"
)

func says(limit, left, reset int) http.Header {
	h := http.Header{}
	h.Set("RateLimit-Limit", strconv.Itoa(limit))
	h.Set("RateLimit-Remaining", strconv.Itoa(left))
	h.Set("RateLimit-Reset", strconv.Itoa(reset))
	return h
}

func TestBudget(t *testing.T) {
	begin := time.Unix(1_000_000, 0)
	at := begin.Add
	b := NewBudget(10)
	if b.Wait(begin) != 0 {
		t.Fatal("the first call has to wait")
	}
	b.Take(begin)
	if got := b.Wait(at(time.Second)); got != Never {
		t.Errorf("the second waits %s, want until the first is answered", got)
	}
	b.Answer(at(0), 0, 0, nil) // it never was
	b.Answer(at(time.Second), b.Take(at(time.Second)), 200, says(100, 40, 30))
	if got := b.Wait(at(time.Second)); got != 100*time.Millisecond {
		t.Errorf("after an answer the next waits %s, want what the ceiling asks for", got)
	}
	sent := 0
	for now := at(time.Second); now.Before(at(31 * time.Second)); now = now.Add(10 * time.Millisecond) {
		if b.Wait(now) == 0 {
			b.Answer(now, b.Take(now), 200, nil)
			sent++
		}
	}
	if sent != 30 {
		t.Errorf("%d calls of the 40 that were left, want a tenth of the limit kept for triggers", sent)
	}
	if got := b.Wait(at(31 * time.Second)); got > 300*time.Millisecond {
		t.Errorf("in the next window a call waits %s", got)
	}
	b.Learn(at(32*time.Second), says(100, 5, 29)) // a trigger with the same token says so
	b.Take(at(32 * time.Second))
	if got := b.Wait(at(33 * time.Second)); got != 28*time.Second {
		t.Errorf("with what is left kept for triggers a call waits %s, want until the window ends", got)
	}
}

func TestBudgetAfter429(t *testing.T) {
	begin := time.Unix(1_000_000, 0)
	after := http.Header{}
	after.Set("Retry-After", "7")
	far := http.Header{}
	far.Set("Retry-After", "1e9")
	date := http.Header{}
	date.Set("Retry-After", begin.Add(time.Minute).UTC().Format(http.TimeFormat))
	for name, c := range map[string]struct {
		header http.Header
		want   time.Duration
	}{
		"Retry-After": {after, 7 * time.Second}, "a date": {date, time.Minute}, "too far": {far, time.Hour},
		"RateLimit-Reset": {says(10, 0, 4), 4 * time.Second}, "nothing said": {http.Header{}, 2 * time.Second},
	} {
		b := NewBudget(1000)
		b.Answer(begin, b.Take(begin), 429, c.header)
		if got := b.Wait(begin); got != c.want {
			t.Errorf("%s: the next waits %s, want %s", name, got, c.want)
		}
	}
}

func TestPace(t *testing.T) {
	for range 200 {
		for age, want := range map[time.Duration]time.Duration{0: 2 * time.Second, time.Minute: 6 * time.Second, time.Hour: time.Minute} {
			if got := Usual().Next(age); got < want*4/5 || got > want*6/5 {
				t.Fatalf("at %s the next look is after %s, want about %s", age, got, want)
			}
		}
		if got := Net().Next(time.Second); got < 12*time.Second {
			t.Fatalf("with webhooks the next look is after %s", got)
		}
		if got := Again(40); got > 144*time.Second || Again(1) > 3*time.Second {
			t.Fatalf("after many failures the next try is after %s", got)
		}
	}
}
