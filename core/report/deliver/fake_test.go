package deliver

import (
	"bytes"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/drayhq/dray/core/port"
	"github.com/drayhq/dray/core/report"
	"github.com/drayhq/dray/sdk"
)

// fakePort is Port's API without a network, so that a test can own the time.
type fakePort struct {
	// answer says what a call other than for a token gets: a status, the seconds
	// of Retry-After, or an error. Nil answers 200.
	answer func(req *http.Request) (status int, after string, err error)

	mu     sync.Mutex
	tokens int
	calls  []string // "METHOD path body", without those for tokens
}

func (f *fakePort) RoundTrip(req *http.Request) (*http.Response, error) {
	var body []byte
	if req.Body != nil {
		body, _ = io.ReadAll(req.Body)
	}
	text, status, after := `{"ok":true}`, http.StatusOK, ""
	f.mu.Lock()
	if strings.HasSuffix(req.URL.Path, "/access_token") {
		f.tokens++
		text = `{"ok":true,"accessToken":"port-token","expiresIn":1e6}`
		f.mu.Unlock()
	} else {
		f.calls = append(f.calls, req.Method+" "+req.URL.EscapedPath()+" "+string(body))
		answer := f.answer
		f.mu.Unlock()
		if answer != nil {
			var err error
			if status, after, err = answer(req); err != nil {
				return nil, err
			}
		}
	}
	return &http.Response{
		StatusCode: status, Header: http.Header{"Retry-After": {after}}, Request: req,
		Body: io.NopCloser(strings.NewReader(text)),
	}, nil
}

// set changes what Port answers from now on.
func (f *fakePort) set(answer func(req *http.Request) (int, string, error)) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.answer = answer
}

// told gives the calls so far that contain part.
func (f *fakePort) told(part string) []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(f.calls), func(call string) bool { return !strings.Contains(call, part) })
}

// always answers every call with status.
func always(status int) func(*http.Request) (int, string, error) {
	return func(*http.Request) (int, string, error) { return status, "", nil }
}

// logs holds what was logged.
type logs struct {
	mu  sync.Mutex
	out bytes.Buffer
}

func (l *logs) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.out.Write(p)
}

// count gives how many lines contain part.
func (l *logs) count(part string) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Count(l.out.String(), part)
}

// newReporter makes a reporter that tells f; change alters its options.
func newReporter(tb testing.TB, f *fakePort, change ...func(*Options)) (*Reporter, *logs) {
	tb.Helper()
	client, err := port.New(port.Options{BaseURL: "https://api.getport.io", ClientID: "id", ClientSecret: "client-secret", Transport: f})
	if err != nil {
		tb.Fatal(err)
	}
	out := &logs{}
	o := Options{Client: client, Log: slog.New(slog.NewTextHandler(out, nil))}
	for _, c := range change {
		c(&o)
	}
	return New(o), out
}

func delivered(id string) report.Ending {
	return report.Ending{Run: sdk.Run{
		ID: id, Request: &sdk.Request{Method: "POST", URL: "https://circleci.com/x"},
		Reply: &sdk.Reply{Status: 201, Body: []byte(`{"id":"p"}`), Duration: time.Second},
	}}
}

func failed(id string) report.Ending {
	return report.Ending{Run: sdk.Run{ID: id}, Row: report.Failed, Step: "jq", Err: sdk.Drop("no url")}
}
