package circleci

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"github.com/drayhq/dray/core/standin/stage"
)

// authorized looks for a token in the three places that CircleCI takes it from.
func (s *Server) authorized(r *http.Request) bool {
	token := r.Header.Get("Circle-Token")
	if token == "" {
		token, _, _ = r.BasicAuth()
	}
	if token == "" {
		token, _ = strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	}
	return token != "" && (len(s.options.Tokens) == 0 || slices.Contains(s.options.Tokens, token))
}

// fail answers {"message": …}, as CircleCI does for every error.
func fail(w http.ResponseWriter, status int, message string) {
	body, _ := json.Marshal(map[string]string{"message": message}) // a string can't fail
	stage.JSON(w, status, body)
}
