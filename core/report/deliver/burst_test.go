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
		want := int(late/(100*time.Millisecond)) * lineWorkers
		if n := len(f.told("/logs")); n != want {
			t.Errorf("%d lines before any is late, want the %d that the few workers send", n, want)
		}
		time.Sleep(2 * time.Second) // 600 lines by 64 workers take 1 s
		if n := len(f.told("/logs")); n != 1000 {
			t.Errorf("%d of 1000 lines were told in 7 s", n)
		}
		closeReporter(t, r)
	})
}

// What would be lost for want of room is not waited with.
func TestManyLinesGetHelpAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fakePort{answer: func(*http.Request) (int, string, error) {
			time.Sleep(100 * time.Millisecond)
			return 201, "", nil
		}}
		r, _ := newReporter(t, f, func(o *Options) { o.Lines = 700 })
		for i := range 640 {
			r.Finish(t.Context(), delivered(fmt.Sprint("r_", i)))
		}
		time.Sleep(late / 2)
		if n := len(f.told("/logs")); n != 640 {
			t.Errorf("%d of 640 lines were told in %v", n, late/2)
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
