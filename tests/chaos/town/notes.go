package town

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/drayhq/dray/core/standin/stage"
	"github.com/drayhq/dray/tests/chaos/history"
)

// pathOf is what the addresses given to a process begin with.
func pathOf(life int) string { return fmt.Sprintf("/life/%d", life) }

// noted hands requests on without what tells whose they are, and has them noted.
// note is told of a request before it is answered, and gives what to tell of the
// answer, nil if nothing.
func (t *Town) noted(next http.Handler, note func(r *http.Request, life int) func(status int)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rest, ok := strings.CutPrefix(r.URL.EscapedPath(), "/life/")
		number, _, _ := strings.Cut(rest, "/")
		life, err := strconv.Atoi(number)
		if !ok || err != nil {
			http.Error(w, "this address was given to nobody", http.StatusNotFound)
			return
		}
		answered := note(r, life)
		http.StripPrefix(pathOf(life), next).ServeHTTP(&answer{w, answered}, r)
	})
}

// answer notes the status that is given.
type answer struct {
	http.ResponseWriter
	note func(status int)
}

func (a *answer) WriteHeader(status int) {
	if a.note != nil {
		a.note(status)
	}
	a.ResponseWriter.WriteHeader(status)
}

// Unwrap lets a stand-in get at the connection, to reset it.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }

// noteTrigger notes a request to CircleCI.
func (t *Town) noteTrigger(r *http.Request, life int) func(int) {
	id := between(r.URL.Path, "/project/gh/org/", "/pipeline")
	return t.Book.Reached(id, history.Send{At: time.Now(), Life: life})
}

// noteTelling notes a request to Port.
func (t *Town) noteTelling(r *http.Request, life int) func(int) {
	id, call, _ := strings.Cut(between(r.URL.Path+"\n", "/v1/actions/runs/", "\n"), "/")
	if id == "" {
		return nil
	}
	at := time.Now()
	return func(status int) {
		t.Book.Told(id, history.Telling{At: at, Life: life, Call: strings.TrimSpace(r.Method + " " + call), Answer: status})
	}
}

func between(text, before, after string) string {
	_, rest, _ := strings.Cut(text, before)
	found, _, ok := strings.Cut(rest, after)
	if !ok {
		return ""
	}
	return found
}

func (t *Town) serve(handler http.Handler) (address string, err error) {
	server, err := stage.Serve(handler)
	if err != nil {
		return "", err
	}
	t.servers = append(t.servers, server)
	return strings.TrimPrefix(server.URL, "http://"), nil
}
