package port

import (
	"crypto/rand"
	"encoding/json"
	"net/http"
	"strings"
	"time"
)

// token answers POST /v1/auth/access_token.
func (s *Server) token(body []byte) any {
	var in struct{ ClientID, ClientSecret string }
	if err := json.Unmarshal(body, &in); err != nil {
		return invalid(err)
	}
	o := s.options
	if o.ClientID+o.ClientSecret != "" && (in.ClientID != o.ClientID || in.ClientSecret != o.ClientSecret) {
		return refuse(http.StatusUnauthorized, "invalid_credentials", "The client id or secret is wrong")
	}
	token := rand.Text()
	s.state.Do(func(state *state) {
		if state.tokens == nil {
			state.tokens = make(map[string]time.Time)
		}
		state.tokens[token] = s.options.Now().Add(time.Duration(o.ExpiresIn) * time.Second)
	})
	return map[string]any{"ok": true, "accessToken": token, "expiresIn": o.ExpiresIn, "tokenType": "Bearer"}
}

func (s *Server) authorized(r *http.Request) (ok bool) {
	token, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	s.state.Do(func(state *state) { ok = s.options.Now().Before(state.tokens[token]) })
	return ok
}

// Revoke makes all tokens given out so far worthless.
func (s *Server) Revoke() {
	s.state.Do(func(state *state) { clear(state.tokens) })
}
