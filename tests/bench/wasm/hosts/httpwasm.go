package hosts

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"

	handler "github.com/http-wasm/http-wasm-host-go/handler/nethttp"

	"github.com/drayhq/dray/plugins/wasm/document"
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

// peer is a guest in http-wasm-host-go.
type peer struct {
	handler http.Handler
	request *http.Request
	writer  writer
	body    body
	text    []byte              // of the request's body
	next    func(*http.Request) // called when the guest lets the request go on
	went    bool
}

func openPeer(ctx context.Context, guest []byte, run sdk.Run) (*peer, error) {
	text, err := document.Encode(run.Request.Body)
	if err != nil {
		return nil, fmt.Errorf("encoding the body: %w", err)
	}
	middleware, err := handler.NewMiddleware(ctx, guest)
	if err != nil {
		return nil, fmt.Errorf("opening the guest in http-wasm-host-go: %w", err)
	}
	p := &peer{writer: writer{http.Header{}}, text: text, next: func(*http.Request) {}}
	p.handler = middleware.NewHandler(ctx, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		p.went = true
		p.next(r)
	}))
	p.request = httptest.NewRequestWithContext(ctx, run.Request.Method, run.Request.URL, nil)
	p.request.Header = http.Header(run.Request.Header.Clone())
	return p, nil
}

// call takes the request through the guest. The request is there already.
func (p *peer) call() error {
	p.body.Reset(p.text)
	p.request.Body, p.went = &p.body, false
	p.handler.ServeHTTP(p.writer, p.request)
	if !p.went {
		return errors.New("http-wasm-host-go's guest did not let the request go on")
	}
	return nil
}

// HTTPWasm takes the request through a guest of http-wasm-host-go, from bytes to bytes.
func HTTPWasm(ctx context.Context, guest []byte, run sdk.Run, changes bool) (Call, error) {
	p, err := openPeer(ctx, guest, run)
	if err != nil {
		return nil, err
	}
	var failed error
	if changes {
		p.next = func(r *http.Request) { failed = changed(r) }
	}
	if err := errors.Join(p.call(), failed); err != nil {
		return nil, err
	}
	p.next = func(*http.Request) {}
	return p.call, nil
}

// HTTPWasmValues is HTTPWasm from decoded values to decoded values, as dray's steps are.
// It reads and writes JSON with dray's own functions.
func HTTPWasmValues(ctx context.Context, guest []byte, run sdk.Run) (Call, error) {
	p, err := openPeer(ctx, guest, run)
	if err != nil {
		return nil, err
	}
	var failed error
	p.next = func(r *http.Request) { failed = changed(r) }
	call := func() error {
		if p.text, err = document.Encode(run.Request.Body); err != nil {
			return fmt.Errorf("encoding the body: %w", err)
		}
		if err := p.call(); err != nil {
			return err
		}
		return failed
	}
	return call, call()
}

func changed(r *http.Request) error {
	text, err := io.ReadAll(r.Body)
	if err != nil {
		return fmt.Errorf("reading the body: %w", err)
	}
	body, err := document.Decode(text)
	if err != nil {
		return fmt.Errorf("decoding the body: %w", err)
	}
	return Changed(sdk.Header(r.Header), body)
}
