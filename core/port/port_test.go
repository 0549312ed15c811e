package port

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"
)

// fakePort is Port's API as far as a test needs it: it hands out tokens t1, t2,
// ... and keeps what was asked of it.
type fakePort struct {
	*httptest.Server
	expiresIn any
	// answer, when set, answers a call other than for a token.
	answer func(w http.ResponseWriter, r *http.Request)
	// onToken, when set, is run before a token is handed out.
	onToken func(w http.ResponseWriter) (handled bool)

	mu         sync.Mutex
	identities []string
	tokens     int
	asked      []string // "METHOD path body", tokens left out
	auth       []string // their Authorization
}

func newFakePort(t *testing.T) *fakePort {
	t.Helper()
	f := &fakePort{expiresIn: 10800}
	f.Server = httptest.NewServer(f)
	t.Cleanup(f.Close)
	return f
}

func (f *fakePort) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	if r.URL.Path == "/v1/auth/access_token" {
		if f.onToken != nil && f.onToken(w) {
			return
		}
		f.mu.Lock()
		f.tokens++
		f.identities = append(f.identities, string(body))
		n := f.tokens
		f.mu.Unlock()
		_ = json.NewEncoder(w).Encode(map[string]any{
			"ok": true, "accessToken": fmt.Sprintf("t%d", n), "expiresIn": f.expiresIn, "tokenType": "Bearer",
		})
		return
	}
	f.mu.Lock()
	f.asked = append(f.asked, r.Method+" "+r.URL.EscapedPath()+" "+string(body))
	f.auth = append(f.auth, r.Header.Get("Authorization"))
	f.mu.Unlock()
	if f.answer != nil {
		f.answer(w, r)
		return
	}
	_, _ = io.WriteString(w, `{"ok":true}`)
}

func (f *fakePort) tokenCalls() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.tokens
}

// client makes a client of f; change alters its options.
func (f *fakePort) client(tb testing.TB, change ...func(*Options)) *Client {
	tb.Helper()
	o := Options{BaseURL: f.URL, ClientID: "id", ClientSecret: "client-secret", Transport: NewTransport()}
	for _, c := range change {
		c(&o)
	}
	c, err := New(o)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(c.Close)
	return c
}

// clock is a time that a test moves.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// newQuietServer answers every call at once and keeps nothing: for benchmarks.
func newQuietServer(b *testing.B) *httptest.Server {
	b.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		_, _ = io.WriteString(w, `{"ok":true,"accessToken":"t","expiresIn":10800}`)
	}))
	b.Cleanup(s.Close)
	return s
}
