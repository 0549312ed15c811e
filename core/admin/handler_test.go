package admin_test

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/drayhq/dray/core/admin"
	"github.com/drayhq/dray/core/deadletter"
)

func ask(h http.Handler, method, path, body string, change ...func(*http.Request)) *httptest.ResponseRecorder {
	req := httptest.NewRequest(method, "http://127.0.0.1:9180"+path, strings.NewReader(body))
	req.Header.Set("Content-Type", "application/json")
	for _, c := range change {
		c(req)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, req)
	return w
}

func TestWhoIsLetIn(t *testing.T) {
	set := func(name, value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(name, value) }
	}
	host := func(name string) func(*http.Request) { return func(r *http.Request) { r.Host = name } }
	as := func(*http.Request) {}
	tests := []struct {
		name, method, path string
		change             func(*http.Request)
		status             int
	}{
		{"a command", "POST", "/v1/pause", as, 200},
		{"a command, by a name", "POST", "/v1/pause", host("localhost:9180"), 200},
		{"a command, by IPv6", "POST", "/v1/pause", host("[::1]:9180"), 200},
		{"a person", "GET", "/v1/status", set("Sec-Fetch-Site", "none"), 200},
		{"go tool pprof", "GET", "/debug/pprof/goroutine?debug=1", as, 200},
		{"a page by a name of its own for this machine", "POST", "/v1/pause", host("evil.example:9180"), 403},
		{"the same, to read", "GET", "/v1/status", host("127.0.0.1.evil.example"), 403},
		{"without a name", "GET", "/v1/status", host(""), 403},
		{"a page's form", "POST", "/v1/pause", set("Content-Type", "application/x-www-form-urlencoded"), 415},
		{"a page's text", "POST", "/v1/pause", set("Content-Type", "text/plain"), 415},
		{"no type", "POST", "/v1/pause", func(r *http.Request) { r.Header.Del("Content-Type") }, 415},
		{"a page that asks first", "OPTIONS", "/v1/pause", set("Origin", "https://evil.example"), 403},
		{"a page with JSON", "POST", "/v1/pause", set("Origin", "https://evil.example"), 403},
		{"a page's image", "GET", "/debug/pprof/profile", set("Sec-Fetch-Site", "cross-site"), 403},
		{"another method", "DELETE", "/v1/pause", as, 405},
		{"a read that changes", "GET", "/v1/pause", as, 405},
		{"elsewhere", "GET", "/v2/status", as, 404},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			desk := &fakeDesk{}
			w := ask(admin.Handler(desk, true), tt.method, tt.path, "{}", tt.change)
			if w.Code != tt.status {
				t.Errorf("got %d %s, want %d", w.Code, w.Body, tt.status)
			}
			if asked := len(desk.notes()) > 0; asked != (tt.status == 200 && tt.path == "/v1/pause") {
				t.Errorf("the desk was asked %v", desk.notes())
			}
			if w.Header().Get("Access-Control-Allow-Origin") != "" {
				t.Error("another origin may read it")
			}
		})
	}
	if w := ask(admin.Handler(&fakeDesk{}, false), "GET", "/v1/status", "", host("dray")); w.Code != 200 {
		t.Errorf("on a socket the name counts: %d", w.Code)
	}
}

func TestWhatIsRefused(t *testing.T) {
	tests := []struct{ path, body, want string }{
		{"/v1/letters/drop", `{}`, "the filter chooses all letters, and all is not set"},
		{"/v1/letters/drop", `{"filter":{"ids":[]}}`, "the filter chooses all letters, and all is not set"},
		{"/v1/letters/replay", `{"filter":{"above":"01"}}`, "the filter chooses all letters, and all is not set"},
		{"/v1/letters/drop", `{"filter":{"runs":"r"}}`, `reading the request: json: unknown field "runs"`},
		{"/v1/letters/list", `{"limit":"7"}`, "reading the request: json: cannot unmarshal string"},
		{"/v1/pause", `{} {}`, "reading the request: there is more behind the first JSON value"},
		{"/v1/pause", ``, "reading the request: EOF"},
		{"/v1/pause", `{"route":"` + strings.Repeat("a", 5<<20) + `"}`, "reading the request: http: request body too large"},
	}
	for _, tt := range tests {
		desk := &fakeDesk{}
		w := ask(admin.Handler(desk, false), "POST", tt.path, tt.body)
		var answer struct{ Error string }
		if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || w.Code != 400 || !strings.HasPrefix(answer.Error, tt.want) {
			t.Errorf("%s %.40s: %d %s", tt.path, tt.body, w.Code, w.Body)
		}
		if len(desk.notes()) > 0 {
			t.Errorf("the desk was asked %v", desk.notes())
		}
	}
}

func TestAPageIsBounded(t *testing.T) {
	for limit, want := range map[string]int{"0": 500, "-1": 500, "7": 7, "1000000": 500} {
		desk := &fakeDesk{}
		ask(admin.Handler(desk, false), "POST", "/v1/letters/list", `{"limit":`+limit+`}`)
		if asked := desk.notes(); len(asked) != 3 || asked[2] != want {
			t.Errorf("%s: asked %v, want %d", limit, asked, want)
		}
	}
}

// Whatever comes in, nothing is changed but by JSON, and all letters are meant
// only where that is said; each line that goes out is an answer.
func FuzzHandler(f *testing.F) {
	for _, path := range []string{"/v1/status", "/v1/pause", "/v1/letters/list", "/v1/letters/show", "/v1/letters/replay", "/v1/letters/drop"} {
		for _, body := range []string{
			"", "{}", `{"filter":{"ids":["01"]},"wait":true}`, `{"filter":{"run":"r"},"reason":"x"}`, `{"all":true}`, `{"route":"b"}`,
			`{"filter":{"older_than":"2026-01-01T00:00:00Z"},"limit":3}`, `{"id":"0"}`,
		} {
			f.Add("POST", path, "127.0.0.1:9180", "application/json", body)
		}
	}
	f.Add("GET", "/v1/status", "localhost", "", "")
	f.Fuzz(func(t *testing.T, method, path, host, kind, body string) {
		req, err := http.NewRequest(method, "http://127.0.0.1:9180/", strings.NewReader(body))
		if err != nil {
			return
		}
		if strings.HasPrefix(path, "/debug/pprof") {
			return // they take their time
		}
		req.URL.Path, req.Host = path, host
		req.Header.Set("Content-Type", kind)
		desk := &fakeDesk{letters: []deadletter.Letter{{ID: "01"}}, fates: []admin.Fate{{ID: "01"}}}
		w := httptest.NewRecorder()
		admin.Handler(desk, true).ServeHTTP(w, req)
		asked := desk.notes()
		if len(asked) > 0 && (method != http.MethodPost || !strings.Contains(strings.ToLower(kind), "json")) {
			t.Errorf("%s with %q asked %v", method, kind, asked)
		}
		if len(asked) > 0 && (asked[0] == "drop" || asked[0] == "replay") {
			if filter := asked[1].(deadletter.Filter); admin.ChoosesAll(filter) && !strings.Contains(strings.ToLower(body), "all") {
				t.Errorf("%s asked for all", body)
			}
		}
		if !strings.HasPrefix(w.Header().Get("Content-Type"), "application/") {
			return
		}
		for decoder := json.NewDecoder(w.Body); ; {
			var line map[string]any
			if err := decoder.Decode(&line); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatal(err)
			}
		}
	})
}
