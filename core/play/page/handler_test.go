package page_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/drayhq/dray/core/play"
	"github.com/drayhq/dray/core/play/page"
)

var startless play.Start

func TestThePage(t *testing.T) {
	h, host := handler(t, bench(t), play.Start{Event: "{}", File: "m.json"})
	bytes := 0
	for path, want := range map[string]struct{ kind, text string }{
		"/":          {"text/html; charset=utf-8", `<script src="play.js" defer></script>`},
		"/play.css":  {"text/css; charset=utf-8", "prefers-color-scheme: dark"},
		"/play.js":   {"text/javascript; charset=utf-8", "/api/explain"},
		"/show.js":   {"text/javascript; charset=utf-8", "createElement"},
		"/api/start": {"application/json", `"event":"{}"`},
	} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+host+path, nil))
		if w.Code != 200 || w.Header().Get("Content-Type") != want.kind || !strings.Contains(w.Body.String(), want.text) {
			t.Errorf("%s: %d %v, without %s", path, w.Code, w.Header(), want.text)
		}
		bytes += w.Body.Len()
	}
	if bytes > 40<<10 {
		t.Errorf("the page has %d bytes", bytes)
	}
}

// Whatever is answered, a browser is told to run nothing but the page's own script, and
// to show it in no other page.
func TestHeadersGuardThePage(t *testing.T) {
	h, host := handler(t, bench(t), startless)
	for _, url := range []string{"http://" + host + "/", "http://" + host + "/api/start", "http://" + host + "/none", "http://evil.example/"} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, url, nil))
		for name, want := range map[string]string{
			"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
			"X-Content-Type-Options":  "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store", "Cross-Origin-Resource-Policy": "same-origin",
		} {
			if got := w.Header().Get(name); got != want {
				t.Errorf("%s: %s is %q", url, name, got)
			}
		}
	}
}

func TestWhoIsLetIn(t *testing.T) {
	h, host := handler(t, bench(t), startless)
	port := host[strings.LastIndexByte(host, ':'):]
	query := marshal(t, map[string]any{"event": anEvent(""), "mapping": aMapping})
	for name, test := range map[string]struct {
		host, header, value string
		want                int
	}{
		"a program":                         {want: 200},
		"by the name of this machine":       {host: "localhost" + port, want: 200},
		"the page":                          {header: "Origin", value: "http://" + host, want: 200},
		"the page by name":                  {host: "localhost" + port, header: "Origin", value: "http://localhost" + port, want: 200},
		"a name that points here":           {host: "evil.example" + port, want: 403},
		"such a page":                       {host: "evil.example" + port, header: "Origin", value: "http://evil.example" + port, want: 403},
		"another port":                      {host: "127.0.0.1:1", want: 403},
		"no port":                           {host: "127.0.0.1", want: 403},
		"another address":                   {host: "127.0.0.2" + port, want: 403},
		"another page":                      {header: "Origin", value: "http://evil.example", want: 403},
		"a page of another port":            {header: "Origin", value: "http://127.0.0.1:1", want: 403},
		"a page without an origin":          {header: "Origin", value: "null", want: 403},
		"another page, as a browser has it": {header: "Sec-Fetch-Site", value: "cross-site", want: 403},
		"a form":                            {header: "Content-Type", value: "text/plain", want: 415},
		"no type":                           {header: "Content-Type", value: "", want: 415},
		"JSON with a parameter":             {header: "Content-Type", value: "application/json; charset=utf-8", want: 200},
	} {
		t.Run(name, func(t *testing.T) {
			r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+host+"/api/explain", strings.NewReader(query))
			r.Header.Set("Content-Type", "application/json")
			if test.host != "" {
				r.Host = test.host
			}
			if test.header != "" {
				r.Header.Set(test.header, test.value)
			}
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			if w.Code != test.want {
				t.Errorf("%d, want %d: %s", w.Code, test.want, w.Body)
			}
			if test.want != 200 && !strings.HasPrefix(w.Body.String(), `{"error":{"where":"request",`) {
				t.Errorf("it says %s", w.Body)
			}
		})
	}
	// Nor may a page of another host read what is there.
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://evil.example"+port+"/api/start", nil))
	if w.Code != 403 {
		t.Errorf("%d", w.Code)
	}
}

func TestAQueryIsBounded(t *testing.T) {
	h, host := handler(t, bench(t), startless)
	for name, test := range map[string]struct {
		query, want string
		status      int
	}{
		"no JSON":         {"{", "reading the query: unexpected EOF", 400},
		"a list":          {"[]", "reading the query: json: cannot unmarshal array", 400},
		"another member":  {`{"url": ""}`, `reading the query: json: unknown field "url"`, 400},
		"two":             {`{} {}`, "reading the query: there is more behind the first JSON value", 400},
		"bytes as text":   {`{"modules": [{"name": "m", "base64": "*"}]}`, "reading the query: illegal base64 data", 400},
		"too much":        {`{"event": "` + strings.Repeat(" ", 8<<20) + `"}`, "reading the query: event, mapping and modules are more than 8 MiB together", 413},
		"too much behind": {`{}` + strings.Repeat(" ", 8<<20), "reading the query: event, mapping and modules are more than 8 MiB together", 413},
	} {
		status, got := ask(t, h, host, test.query)
		fault, _ := got["error"].(map[string]any)
		if text, _ := fault["text"].(string); status != test.status || !strings.HasPrefix(text, test.want) || fault["where"] != "request" {
			t.Errorf("%s: %d %v, want %d %s", name, status, got, test.status, test.want)
		}
	}
}

// Four are answered at once. A fifth waits, and is told so in the end.
func TestAFewAtOnce(t *testing.T) {
	b := bench(t)
	place, host := at(t)
	synctest.Test(t, func(t *testing.T) {
		h := page.Handler(b, startless, place)
		var slow []*io.PipeWriter
		for range 4 {
			body, writer := io.Pipe()
			slow = append(slow, writer)
			r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+host+"/api/explain", body)
			r.Header.Set("Content-Type", "application/json")
			go h.ServeHTTP(httptest.NewRecorder(), r)
		}
		synctest.Wait()
		if status, got := ask(t, h, host, "{}"); status != 503 {
			t.Errorf("the fifth: %d %v", status, got)
		}
		for _, writer := range slow {
			writer.Close()
		}
		synctest.Wait()
		if status, got := ask(t, h, host, "{}"); status != 200 {
			t.Errorf("after them: %d %v", status, got)
		}
	})
}
