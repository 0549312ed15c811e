package breaker

import (
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/drayhq/dray/sdk"
)

const (
	host  = "https://ci.example"
	delay = 5 * time.Second
)

func newBreakers(log *slog.Logger) *Breakers {
	return New(Options{Host: 5, Endpoint: 10, Delay: delay, Now: time.Now, Log: log})
}

// trial is a test of breakers; log gives what they logged.
type trial struct {
	t   *testing.T
	b   *Breakers
	log func() string
}

// virtual runs a test in virtual time.
func virtual(t *testing.T, test func(trial)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		var text strings.Builder
		test(trial{t, newBreakers(slog.New(slog.NewTextHandler(&text, nil))), text.String})
	})
}

func enter(t *testing.T, b *Breakers, path string) Pass {
	t.Helper()
	pass, err := b.Enter(host, path)
	if err != nil {
		t.Fatalf("held back: %v", err)
	}
	return pass
}

// refused checks that a request is held back, and gives for how long and why.
func refused(t *testing.T, b *Breakers, path string) (time.Duration, string) {
	t.Helper()
	_, err := b.Enter(host, path)
	outcome, wait := sdk.OutcomeOf(err)
	if outcome != sdk.Retryable || sdk.Doubtful(err) {
		t.Fatalf("%v is %v, in doubt: %v; want a retry of what did not happen", err, outcome, sdk.Doubtful(err))
	}
	return wait, err.Error()
}

func TestAHostThatIsAway(t *testing.T) {
	virtual(t, func(x trial) {
		t, b, log := x.t, x.b, x.log
		for i := range 5 {
			if err := b.Ready(); err != nil {
				t.Errorf("after %d failures Ready says %v", i, err)
			}
			enter(t, b, "/"+strconv.Itoa(i)).Unreached("connection refused")
		}
		want := host + " seems to be away since 2000-01-01T00:00:00Z: connection refused"
		if err := b.Ready(); err == nil || err.Error() != want {
			t.Errorf("Ready says %v, want %s", err, want)
		}
		var waits []time.Duration
		for range 100 {
			wait, why := refused(t, b, "/other")
			if !strings.Contains(why, want) {
				t.Fatalf("%q lacks %q", why, want)
			}
			waits = append(waits, wait)
		}
		if least, most := slices.Min(waits), slices.Max(waits); least < delay || most > delay*3/2 || most-least < delay/4 {
			t.Errorf("runs wait from %s to %s, want the delay of %s and up to half of it, spread", least, most, delay)
		}
		if _, err := b.Enter("https://else.example", "/"); err != nil {
			t.Errorf("another host is held back: %v", err)
		}

		time.Sleep(delay)
		if err := b.Ready(); err != nil {
			t.Errorf("Ready says %v when a run has to look", err)
		}
		look := enter(t, b, "/")
		if wait, _ := refused(t, b, "/"); wait < delay/2 || b.Ready() == nil {
			t.Errorf("beside the one that looks a run waits %s, and Ready says %v", wait, b.Ready())
		}
		look.Unreached("no such host")
		if _, why := refused(t, b, "/"); !strings.Contains(why, "since 2000-01-01T00:00:00Z: no such host") {
			t.Errorf("after one has looked: %s", why)
		}

		time.Sleep(delay)
		enter(t, b, "/").Well()
		for range 2 {
			enter(t, b, "/").Well()
		}
		for _, line := range []string{"level=WARN msg=\"requests are held back\"", "level=INFO msg=\"requests are sent again\""} {
			if strings.Count(log(), line) != 1 {
				t.Errorf("not one line %s in\n%s", line, log())
			}
		}
	})
}

func TestAnyAnswerIsASignOfLife(t *testing.T) {
	virtual(t, func(x trial) {
		t, b := x.t, x.b
		for range 20 {
			late := enter(t, b, "/")
			for range 4 {
				enter(t, b, "/").Unreached("connection refused")
			}
			late.Faulty("503", false)
		}
		late := enter(t, b, "/")
		for range 5 {
			enter(t, b, "/").Unreached("connection refused")
		}
		refused(t, b, "/")
		late.Well()
		enter(t, b, "/").Well()
	})
}

func TestSilenceOfOneEndpointIsNotTheHosts(t *testing.T) {
	virtual(t, func(x trial) {
		t, b := x.t, x.b
		for range 10 {
			enter(t, b, "/mute").Silent("no answer within 30s")
		}
		refused(t, b, "/mute")
		for i := range 4 {
			enter(t, b, "/"+strconv.Itoa(i)).Silent("no answer within 30s")
		}
		if _, why := refused(t, b, "/other"); !strings.Contains(why, "seems to be away") {
			t.Errorf("with five endpoints silent: %s", why)
		}
	})
}

func TestAnEndpointThatCostsRuns(t *testing.T) {
	virtual(t, func(x trial) {
		t, b := x.t, x.b
		for range 10 {
			enter(t, b, "/p").Faulty("it answered 500", true)
		}
		if _, why := refused(t, b, "/p"); !strings.Contains(why, host+" has had nothing but faults for this path since 2000-01-01T00:00:00Z: it answered 500") {
			t.Error(why)
		}
		if err := b.Ready(); err != nil {
			t.Errorf("the host is there, and Ready says %v", err)
		}
		enter(t, b, "/q").Well()
		time.Sleep(delay)
		enter(t, b, "/p").Faulty("it answered 502", true)
		refused(t, b, "/p")
		time.Sleep(delay)
		enter(t, b, "/p").Well()
		enter(t, b, "/p").Well()
	})
}

func TestAnEndpointThatAsksForPatience(t *testing.T) {
	virtual(t, func(x trial) {
		t, b := x.t, x.b
		busy := func() { enter(t, b, "/p").Faulty("it answered 503", false) }
		for range 100 {
			busy()
		}
		time.Sleep(2*delay - time.Second)
		busy()
		enter(t, b, "/p").Well() // as 429 is
		time.Sleep(time.Second)
		for range 100 {
			busy()
		}
		time.Sleep(2 * delay)
		busy()
		refused(t, b, "/p")
	})
}
