package port

import (
	"encoding/json"
	"io"
	"net/http"
	"time"

	"github.com/drayhq/dray/core/standin/stage"
)

// Options says whose organisation the stand-in keeps.
type Options struct {
	ClientID, ClientSecret string // both empty: any credentials
	ExpiresIn              int    // seconds that a token lives, as it is told; 0: three hours
	Kafka                  Credentials
	Forget                 bool             // keep no runs, so that none ever ends: for benchmarks
	Now                    func() time.Time // nil: time.Now
}

// Credentials are what GET /v1/kafka-credentials hands out.
type Credentials struct {
	Brokers  []string `json:"brokers"`
	Username string   `json:"username"`
	Password string   `json:"password"`
}

// Server is an http.Handler. Script's keys are the kinds of call.
type Server struct {
	Script stage.Script

	options Options
	state   stage.Watched[state]
}

// New makes a stand-in; [stage.Serve] serves it.
func New(o Options) *Server {
	if o.ExpiresIn == 0 {
		o.ExpiresIn = 3 * 60 * 60
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return &Server{options: o}
}

const maxBytes = 1 << 20 // of a request's body, as Port documents it

// ServeHTTP answers one call. Every call counts, whatever it is answered.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBytes))
	call, id := callOf(r.Method, r.URL.Path)
	s.state.Do(func(state *state) { state.count(call) })
	if s.Script.Take(call).Give(w, r) {
		return
	}
	var out any
	switch {
	case err != nil:
		out = refuse(http.StatusRequestEntityTooLarge, "payload_too_large", "Request body is too large (limit is 1MiB)")
	case call == Token:
		out = s.token(body)
	case !s.authorized(r):
		out = refuse(http.StatusUnauthorized, "unauthorized", "The token is missing, unknown or too old")
	case call == Kafka:
		out = map[string]any{"ok": true, "credentials": s.options.Kafka}
	case call == GetRun:
		out = s.show(id)
	case call == Organization:
		out = s.organization(body)
	case call == ClaimRuns || call == ClaimNodes:
		out = s.claim(call, r, body)
	case call == AckRun || call == AckNode:
		out = s.ack(call, r, body)
	case call == Unknown:
		out = refuse(http.StatusNotFound, "not_found", "Route "+r.Method+" "+r.URL.Path+" not found")
	default:
		out = s.edit(call, id, body)
	}
	answer(w, call, out)
}

func answer(w http.ResponseWriter, call Call, out any) {
	status := http.StatusOK
	if refused, ok := out.(refusal); ok {
		status = refused.status
	} else if call == RunLog || call == NodeLog {
		status = http.StatusCreated
	}
	body, written := out.([]byte)
	var err error
	if !written {
		body, err = json.Marshal(out)
	}
	if err != nil {
		status, body = http.StatusInternalServerError, []byte(`{"ok":false}`)
	}
	stage.JSON(w, status, body)
}
