package port

import (
	"errors"
	"io"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/drayhq/dray/sdk"
)

var failure = sdk.Report{Status: "FAILURE"}

func TestOneTokenServesEveryCall(t *testing.T) {
	f := newFakePort(t)
	c := f.client(t)
	var wg sync.WaitGroup
	for range 64 {
		wg.Go(func() {
			if err := c.PatchRun(t.Context(), "r_1", failure); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if n := f.tokenCalls(); n != 1 {
		t.Errorf("%d token calls for 64 calls at once, want 1", n)
	}
	if n := len(f.asked); n != 64 {
		t.Errorf("%d calls arrived, want 64", n)
	}
}

func TestATokenIsReplacedNearItsEnd(t *testing.T) {
	for _, tt := range []struct {
		name      string
		expiresIn any
		wait      time.Duration
		want      int // token calls
	}{
		{"long before", 10800, 10800*time.Second - 61*time.Second, 1},
		{"in the last minute", 10800, 10800*time.Second - 60*time.Second, 2},
		{"a short one before its last tenth", 20, 17 * time.Second, 1},
		{"a short one in its last tenth", 20, 18 * time.Second, 2},
		{"Port does not say", 0, 24 * time.Hour, 1},
		{"an absurd number", 1e300, 24 * time.Hour, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := newFakePort(t)
			f.expiresIn = tt.expiresIn
			now := &clock{now: time.Unix(1713277889, 0)}
			c := f.client(t, func(o *Options) { o.Now = now.Now })
			for range 2 {
				if err := c.PatchRun(t.Context(), "r_1", failure); err != nil {
					t.Fatal(err)
				}
				now.advance(tt.wait)
			}
			if n := f.tokenCalls(); n != tt.want {
				t.Errorf("%d token calls, want %d", n, tt.want)
			}
		})
	}
}

// unauthorized answers 401 unless the token is the one named.
func unauthorized(unless string) func(http.ResponseWriter, *http.Request) {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer "+unless {
			w.WriteHeader(http.StatusUnauthorized)
		}
	}
}

func TestARefusedTokenIsReplacedOnce(t *testing.T) {
	f := newFakePort(t)
	f.answer = unauthorized("t2")
	c := f.client(t)
	var wg sync.WaitGroup
	for range 64 {
		wg.Go(func() {
			if err := c.PatchRun(t.Context(), "r_1", failure); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if n := f.tokenCalls(); n != 2 {
		t.Errorf("%d token calls, want 2", n)
	}
}

func TestCredentialsWithoutRightsDoNotFetchATokenForEveryCall(t *testing.T) {
	f := newFakePort(t)
	f.answer = unauthorized("none")
	now := &clock{now: time.Unix(1713277889, 0)}
	c := f.client(t, func(o *Options) { o.Now = now.Now })
	for range 20 {
		if err := c.PatchRun(t.Context(), "r_1", failure); !IsStatus(err, http.StatusUnauthorized) {
			t.Fatalf("got %v, want Port's 401", err)
		}
	}
	if n := f.tokenCalls(); n != 2 {
		t.Errorf("%d token calls, want 2", n)
	}
	f.answer = nil
	now.advance(doubt + time.Second)
	if err := c.PatchRun(t.Context(), "r_1", failure); err != nil {
		t.Errorf("given rights, the client still gets %v", err)
	}
}

func TestRefusedCredentialsSayWhatToMend(t *testing.T) {
	f := newFakePort(t)
	f.onToken = func(w http.ResponseWriter) bool {
		w.WriteHeader(http.StatusUnauthorized)
		_, _ = io.WriteString(w, `{"ok":false,"error":"invalid_credentials"}`)
		return true
	}
	err := f.client(t).PatchRun(t.Context(), "r_1", failure)
	if _, ok := errors.AsType[*TokenError](err); !ok {
		t.Fatalf("got %v, want a TokenError", err)
	}
	want := "asking for an access token: Port answered 401 to POST /v1/auth/access_token: invalid_credentials " +
		"(check port.client_id, port.client_secret and, for the region, port.url)"
	if err.Error() != want {
		t.Errorf("got  %s\nwant %s", err, want)
	}
}

func TestAWaiterLeavesWithoutEndingTheFetch(t *testing.T) {
	f := newFakePort(t)
	asked, release := make(chan struct{}), make(chan struct{})
	f.onToken = func(http.ResponseWriter) bool {
		close(asked)
		<-release
		return false
	}
	c := f.client(t)
	first, leave := contextOf(t)
	done := make(chan error, 1)
	go func() { done <- c.PatchRun(first, "r_1", failure) }()
	<-asked
	leave()
	if err := <-done; err == nil {
		t.Error("a call whose context ended succeeded")
	}
	go func() { done <- c.PatchRun(t.Context(), "r_1", failure) }()
	close(release)
	if err := <-done; err != nil {
		t.Error(err)
	}
	if n := f.tokenCalls(); n != 1 {
		t.Errorf("%d token calls, want 1", n)
	}
}

func TestRotate(t *testing.T) {
	f := newFakePort(t)
	c := f.client(t)
	say := func() {
		t.Helper()
		if err := c.PatchRun(t.Context(), "r_1", failure); err != nil {
			t.Fatal(err)
		}
	}
	say()
	c.Rotate("another", "secret")
	say()
	say()
	if n := f.tokenCalls(); n != 2 {
		t.Errorf("%d tokens were asked for, want one with each secret", n)
	}
	if last := f.identities[len(f.identities)-1]; last != `{"clientId":"another","clientSecret":"secret"}` {
		t.Errorf("the last was asked for with %s", last)
	}
}
