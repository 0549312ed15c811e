package hook

import (
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"sync"
)

// maxBytes bounds an event's body, which has some two thousand.
const maxBytes = 256 << 10

// Handler takes events.
type Handler struct {
	Secret string // they are signed with; without one none is taken
	// Nudge has a pipeline looked at; false: it is not followed here.
	Nudge func(pipeline string) bool
	Log   *slog.Logger

	seen seen
	told sync.Once
}

type event struct {
	ID       string `json:"id"`
	Type     string `json:"type"`
	Pipeline struct {
		ID string `json:"id"`
	} `json:"pipeline"`
}

// ServeHTTP answers 204 to whatever is signed, so that it is not sent again: also what
// came before, and what is about pipelines that others follow.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		http.Error(w, "webhooks of CircleCI come by POST", http.StatusMethodNotAllowed)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBytes))
	if err != nil {
		status := http.StatusBadRequest
		if _, large := errors.AsType[*http.MaxBytesError](err); large {
			status = http.StatusRequestEntityTooLarge
		}
		http.Error(w, "the body is too large or broke off", status)
		return
	}
	if h.Secret == "" || !signed(r.Header.Get("circleci-signature"), body, h.Secret) {
		h.told.Do(func() {
			h.Log.Warn("a webhook is not signed with follow.webhooks.secret and was turned away; further ones are, without a word", "from", r.RemoteAddr)
		})
		http.Error(w, "circleci-signature does not fit the body", http.StatusUnauthorized)
		return
	}
	var e event
	if json.Unmarshal(body, &e) != nil {
		http.Error(w, "the body is not an event", http.StatusBadRequest)
		return
	}
	// A job that ends changes no more than its workflow does.
	if e.Type == "workflow-completed" && e.Pipeline.ID != "" && h.seen.first(e.ID) {
		h.Nudge(e.Pipeline.ID)
	}
	w.WriteHeader(http.StatusNoContent)
}
