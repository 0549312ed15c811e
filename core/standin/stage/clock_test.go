package stage

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestManualClock(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var clock Manual
		fired := make(chan string, 3)
		begin := clock.Now()
		clock.AfterFunc(2*time.Second, func() { fired <- "second" })
		clock.AfterFunc(time.Second, func() { fired <- "first" })
		stop := clock.AfterFunc(time.Second, func() { fired <- "stopped" })
		if !stop() || stop() {
			t.Error("an alarm is stopped once")
		}
		clock.Advance(1500 * time.Millisecond)
		if got := <-fired; got != "first" {
			t.Errorf("%s went off first", got)
		}
		synctest.Wait()
		if len(fired) != 0 {
			t.Error("something went off too soon")
		}
		clock.Advance(time.Second)
		if got := <-fired; got != "second" || clock.Now().Sub(begin) != 2500*time.Millisecond {
			t.Errorf("%s, at %s", got, clock.Now())
		}
	})
}

func TestRealClockIsTheTests(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begin, fired := Real{}.Now(), make(chan time.Duration, 1)
		Real{}.AfterFunc(time.Hour, func() { fired <- Real{}.Now().Sub(begin) })
		if got := <-fired; got != time.Hour {
			t.Errorf("went off after %s", got)
		}
	})
}
