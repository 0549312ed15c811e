package port

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// client speaks to a stand-in with a token.
type client struct {
	*Server
	token string
}

func newClient(t *testing.T, o Options) client {
	t.Helper()
	c := client{Server: New(o)}
	answer := c.send("POST", "/v1/auth/access_token", `{"clientId":"id","clientSecret":"secret"}`)
	var token struct{ AccessToken string }
	if err := json.Unmarshal(answer.Body.Bytes(), &token); err != nil || token.AccessToken == "" {
		t.Fatalf("no token: %d %s", answer.Code, answer.Body)
	}
	c.token = token.AccessToken
	return c
}

func (c client) send(method, path, body string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	if c.token != "" {
		r.Header.Set("Authorization", "Bearer "+c.token)
	}
	w := httptest.NewRecorder()
	c.ServeHTTP(w, r)
	return w
}

// must sends what has to be taken.
func (c client) must(t *testing.T, method, path, body string) {
	t.Helper()
	if answer := c.send(method, path, body); answer.Code >= http.StatusBadRequest {
		t.Fatalf("%s %s %s: %d %s", method, path, body, answer.Code, answer.Body)
	}
}
