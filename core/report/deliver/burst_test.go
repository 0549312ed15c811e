package deliver

import (
	"fmt"
	"net/http"
	"testing"
	"testing/synctest"
	"time"
)

func TestLateLinesGetHelp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fakePort{answer: func(*http.Request) (int, string, error) {
			time.Sleep(100 * time.Millisecond)
			return 201, "", nil
		}}
		r, _ := newReporter(t, f)
		for i := range 1000 {
			r.Finish(t.Context(), delivered(fmt.Sprint("r_", i)))
		}
		time.Sleep(late - time.Millisecond)
		if n := len(f.told("/logs")); n != 10*lineWorkers {
			t.Errorf("%d lines in the first second, want the %d that the few workers send", n, 10*lineWorkers)
		}
		time.Sleep(2 * time.Second) // 920 lines by 64 workers take 1.5 s
		if n := len(f.told("/logs")); n != 1000 {
			t.Errorf("%d of 1000 lines were told in 3 s", n)
		}
		closeReporter(t, r)
	})
}

func TestClosingGetsHelpAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fakePort{answer: func(*http.Request) (int, string, error) {
			time.Sleep(100 * time.Millisecond)
			return 201, "", nil
		}}
		r, _ := newReporter(t, f)
		for i := range 640 {
			r.Finish(t.Context(), delivered(fmt.Sprint("r_", i)))
		}
		began := time.Now()
		closeReporter(t, r)
		if took, told := time.Since(began), len(f.told("/logs")); told != 640 || took > 1200*time.Millisecond {
			t.Errorf("%d of 640 lines in %v, want 64 each 100 ms", told, took)
		}
	})
}
