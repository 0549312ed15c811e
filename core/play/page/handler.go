package page

import (
	"cmp"
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/drayhq/dray/core/play"
)

//go:embed static
var static embed.FS

// The bounds of a query.
const (
	maxBody = 8 << 20 // bytes
	maxWait = 10 * time.Second
	atOnce  = 4
)

// Handler serves the page, and what it asks b.
func Handler(b *play.Bench, start play.Start, at Place) http.Handler {
	mux := http.NewServeMux()
	for path, file := range map[string]struct{ name, kind string }{
		"/{$}":      {"index.html", "text/html"},
		"/play.css": {"play.css", "text/css"},
		"/play.js":  {"play.js", "text/javascript"},
		"/show.js":  {"show.js", "text/javascript"},
	} {
		mux.HandleFunc("GET "+path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", file.kind+"; charset=utf-8")
			text, _ := static.ReadFile("static/" + file.name) // it is embedded
			_, _ = w.Write(text)                              // else who asked has gone
		})
	}
	mux.HandleFunc("GET /api/start", func(w http.ResponseWriter, _ *http.Request) { say(w, http.StatusOK, start) })
	mux.Handle("POST /api/explain", asking(b))
	return guard(mux, at)
}

// asking answers queries, a few at a time.
func asking(b *play.Bench) http.Handler {
	turns := make(chan struct{}, atOnce)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), maxWait)
		defer cancel()
		select {
		case turns <- struct{}{}:
			defer func() { <-turns }()
		case <-ctx.Done():
			refuse(w, http.StatusServiceUnavailable, fmt.Sprintf("%d others are being answered: try again", atOnce))
			return
		}
		q, status, err := read(w, r)
		if err != nil {
			refuse(w, status, "reading the query: "+err.Error())
			return
		}
		x, fault := b.Explain(ctx, q)
		switch {
		case ctx.Err() != nil:
			refuse(w, http.StatusServiceUnavailable, fmt.Sprintf("it was not done within %v", maxWait))
		case fault != nil:
			say(w, http.StatusOK, refusal{fault}) // it is the answer to what would become of the event
		default:
			say(w, http.StatusOK, x)
		}
	})
}

// read gives the query that a request's body has to be, or the status that says why not.
func read(w http.ResponseWriter, r *http.Request) (q play.Query, status int, err error) {
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(maxWait)) // a recorder has none
	decoder := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody))
	decoder.DisallowUnknownFields()
	if err = decoder.Decode(&q); err == nil {
		if _, err = decoder.Token(); errors.Is(err, io.EOF) {
			return q, http.StatusOK, nil
		}
		err = cmp.Or(err, errors.New("there is more behind the first JSON value"))
	}
	if _, large := errors.AsType[*http.MaxBytesError](err); large {
		return q, http.StatusRequestEntityTooLarge, fmt.Errorf("event, mapping and modules are more than %d MiB together", maxBody>>20)
	}
	return q, http.StatusBadRequest, err
}

// refusal is an answer where there is no explanation.
type refusal struct {
	Error *play.Fault `json:"error"`
}

func refuse(w http.ResponseWriter, status int, text string) {
	say(w, status, refusal{&play.Fault{Where: "request", Text: text}})
}

func say(w http.ResponseWriter, status int, answer any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(answer) // else who asked has gone
}
