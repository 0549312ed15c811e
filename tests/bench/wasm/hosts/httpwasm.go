package hosts

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"

	handler "github.com/http-wasm/http-wasm-host-go/handler/nethttp"

	"github.com/drayhq/dray/sdk"
)

// writer is an answer that nobody reads.
type writer struct{ header http.Header }

func (w writer) Header() http.Header         { return w.header }
func (w writer) Write(b []byte) (int, error) { return len(b), nil }
func (w writer) WriteHeader(int)             {}

// body is a request's body that can be read again.
type body struct{ bytes.Reader }

func (*body) Close() error { return nil }

// HTTPWasm takes the request through a guest of http-wasm-host-go. Making the
// request is not part of the call.
func HTTPWasm(ctx context.Context, guest []byte, run sdk.Run, changes bool) (Call, error) {
	text, err := json.Marshal(run.Request.Body)
	if err != nil {
		return nil, fmt.Errorf("encoding the body: %w", err)
	}
	middleware, err := handler.NewMiddleware(ctx, guest)
	if err != nil {
		return nil, fmt.Errorf("opening the guest in http-wasm-host-go: %w", err)
	}
	var failed error
	checks, went := changes, false
	h := middleware.NewHandler(ctx, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		went = true
		if checks {
			failed = changed(r)
		}
	}))
	r := httptest.NewRequestWithContext(ctx, run.Request.Method, run.Request.URL, nil)
	r.Header = http.Header(run.Request.Header.Clone())
	w, sent := writer{http.Header{}}, &body{}
	call := func() error {
		sent.Reset(text)
		r.Body, went = sent, false
		h.ServeHTTP(w, r)
		if !went {
			return errors.New("http-wasm-host-go's guest did not let the request go on")
		}
		return failed
	}
	err = call()
	checks = false
	return call, err
}

func changed(r *http.Request) error {
	text, err := io.ReadAll(r.Body)
	if err != nil {
		return fmt.Errorf("reading the body: %w", err)
	}
	var body any
	if err := json.Unmarshal(text, &body); err != nil {
		return fmt.Errorf("decoding the body: %w", err)
	}
	return Changed(sdk.Header(r.Header), body)
}
