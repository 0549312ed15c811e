package stage

import (
	"context"
	"errors"
	"io"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestAnswersFollowTheScript(t *testing.T) {
	var script Script
	server, err := Serve(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !script.Take(r.URL.Path).Give(w, r) {
			JSON(w, http.StatusOK, []byte(`"usual"`))
		}
	}))
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	script.Next("/a", RetryAfter(429, 7), Slow(time.Millisecond), Reset(), Redirect("/b"))
	script.Always("/down", Status(500, `"down"`))

	client := &http.Client{
		Transport:     &http.Transport{DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	for i, want := range []struct {
		path         string
		status       int // 0: the connection breaks off
		header, body string
	}{
		{"/a", 429, "7", `{"message":"Later."}`},
		{"/a", 200, "", `"usual"`},
		{"/a", 0, "", ""},
		{"/a", 302, "/b", ""},
		{"/a", 200, "", `"usual"`},
		{"/down", 500, "", `"down"`},
		{"/down", 500, "", `"down"`},
	} {
		resp, err := client.Get(server.URL + want.path)
		if want.status == 0 {
			if err == nil {
				t.Errorf("request %d: answered %s, want the connection reset", i, resp.Status)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(resp.Body)
		_ = resp.Body.Close()
		header := resp.Header.Get("Retry-After") + resp.Header.Get("Location")
		if resp.StatusCode != want.status || header != want.header || string(body) != want.body {
			t.Errorf("request %d: %d, %q, %s; want %d, %q, %s", i, resp.StatusCode, header, body, want.status, want.header, want.body)
		}
	}
}

func TestCloseEndsWhatHangs(t *testing.T) {
	arrived := make(chan struct{})
	server, err := Serve(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		close(arrived)
		Hang().Give(w, r)
	}))
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		<-arrived
		server.Close()
	}()
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	if resp, err := client.Get(server.URL); err == nil {
		t.Errorf("answered %s, want none", resp.Status)
	}
}

func TestAnyStandsForAllKeys(t *testing.T) {
	var script Script
	script.Always(Any, Status(503, ""))
	script.Always("a", Status(500, ""))
	if a, b := script.Take("a").Status, script.Take("b").Status; a != 500 || b != 503 {
		t.Errorf("%d and %d, want 500 and 503", a, b)
	}
	script.Always(Any, Answer{})
	if b := script.Take("b").Status; b != 0 {
		t.Errorf("%d after it was taken back, want the usual answer", b)
	}
}

func TestWatchedWakesThoseWhoWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var w Watched[int]
		var wg sync.WaitGroup
		for want := range 5 {
			wg.Go(func() {
				if err := w.Wait(t.Context(), func(n *int) bool { return *n > want }); err != nil {
					t.Errorf("waiting for more than %d: %v", want, err)
				}
			})
		}
		for range 5 {
			synctest.Wait()
			w.Do(func(n *int) { *n++ })
		}
		wg.Wait()

		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		if err := w.Wait(ctx, func(n *int) bool { return *n > 5 }); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("error %v, want the context's", err)
		}
	})
}
