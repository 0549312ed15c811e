package admin

import (
	"context"
	"errors"
	"net/http"
	"net/http/pprof" // it is served here alone: nothing serves the default mux
	"reflect"

	"github.com/drayhq/dray/core/deadletter"
)

// maxPage is how many letters come at once.
const maxPage = 500

// The requests, each the body of a POST to the path with its name.
type (
	routeRequest struct {
		Route string `json:"route"`
	}
	listRequest struct {
		Filter deadletter.Filter `json:"filter"`
		Limit  int               `json:"limit,omitempty"`
	}
	letterRequest struct {
		ID string `json:"id"`
	}
	replayRequest struct {
		Filter deadletter.Filter `json:"filter"`
		All    bool              `json:"all,omitempty"` // needed where the filter chooses all
		Wait   bool              `json:"wait,omitempty"`
	}
	dropRequest struct {
		Filter deadletter.Filter `json:"filter"`
		All    bool              `json:"all,omitempty"`
		Reason string            `json:"reason,omitempty"`
	}
)

// Handler serves desk. With loopback it also looks at the name by which it is called.
func Handler(desk Desk, loopback bool) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v1/status", func(w http.ResponseWriter, r *http.Request) {
		status, err := desk.Status(r.Context())
		reply(w, status, err)
	})
	post(mux, "/v1/pause", func(ctx context.Context, q routeRequest) (any, error) { return nil, desk.Pause(ctx, q.Route) })
	post(mux, "/v1/resume", func(ctx context.Context, q routeRequest) (any, error) { return nil, desk.Resume(ctx, q.Route) })
	post(mux, "/v1/letters/list", func(ctx context.Context, q listRequest) (any, error) {
		if q.Limit <= 0 || q.Limit > maxPage {
			q.Limit = maxPage
		}
		return desk.Letters(ctx, q.Filter, q.Limit)
	})
	post(mux, "/v1/letters/show", func(ctx context.Context, q letterRequest) (any, error) { return desk.Letter(ctx, q.ID) })
	stream(mux, "/v1/letters/replay", func(ctx context.Context, q replayRequest, each func(Fate) error) error {
		if !q.All && ChoosesAll(q.Filter) {
			return errAll
		}
		return desk.Replay(ctx, q.Filter, q.Wait, each)
	})
	stream(mux, "/v1/letters/drop", func(ctx context.Context, q dropRequest, each func(Fate) error) error {
		if !q.All && ChoosesAll(q.Filter) {
			return errAll
		}
		return desk.Drop(ctx, q.Filter, q.Reason, each)
	})
	mux.HandleFunc("GET /debug/pprof/", pprof.Index)
	mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("GET /debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	return guard(mux, loopback)
}

var errAll = errors.New("the filter chooses all letters, and all is not set")

// ChoosesAll says whether a filter leaves no letter out.
func ChoosesAll(f deadletter.Filter) bool {
	f.Above = ""
	if len(f.IDs) == 0 {
		f.IDs = nil // an empty list names none, and a filter without names takes any
	}
	return reflect.ValueOf(f).IsZero()
}

func post[T any](mux *http.ServeMux, path string, do func(context.Context, T) (any, error)) {
	mux.HandleFunc("POST "+path, func(w http.ResponseWriter, r *http.Request) {
		request, err := read[T](w, r)
		if err != nil {
			refuse(w, http.StatusBadRequest, "reading the request: "+err.Error())
			return
		}
		value, err := do(r.Context(), request)
		reply(w, value, err)
	})
}

func reply(w http.ResponseWriter, value any, err error) {
	if err != nil {
		refuse(w, statusOf(err), err.Error())
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = say(w, answer{Value: value, End: true}) // else who asked has gone
}

// stream answers with a line for each fate, as they come.
func stream[T any](mux *http.ServeMux, path string, do func(context.Context, T, func(Fate) error) error) {
	mux.HandleFunc("POST "+path, func(w http.ResponseWriter, r *http.Request) {
		request, err := read[T](w, r)
		if err != nil {
			refuse(w, http.StatusBadRequest, "reading the request: "+err.Error())
			return
		}
		begun := false
		err = do(r.Context(), request, func(fate Fate) error {
			if !begun {
				begun = true
				w.Header().Set("Content-Type", "application/x-ndjson")
			}
			return say(w, answer{Value: fate})
		})
		switch {
		case err == nil:
			_ = say(w, answer{End: true})
		case begun:
			_ = say(w, answer{Error: err.Error()})
		default:
			refuse(w, statusOf(err), err.Error())
		}
	})
}

func statusOf(err error) int {
	switch _, unknown := errors.AsType[*UnknownError](err); {
	case unknown:
		return http.StatusNotFound
	case errors.Is(err, errAll):
		return http.StatusBadRequest
	default:
		return http.StatusInternalServerError
	}
}
