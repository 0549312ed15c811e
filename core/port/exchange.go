package port

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

const (
	userAgent = "dray"
	maxBody   = 1 << 20  // bytes; Port answers 413 beyond
	maxDrain  = 64 << 10 // bytes read of an answer nobody wants, to keep the connection
)

// call makes one call with a token, and repeats it once with a new one if Port
// no longer takes the old. in is sent as JSON; out, if not nil, is filled.
func (c *Client) call(ctx context.Context, method, path string, in, out any) error {
	body, err := encode(method, path, in)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	tok, err := c.currentToken(ctx)
	if err != nil {
		return err
	}
	err = c.exchange(ctx, method, path, tok.header, body, out)
	if !IsStatus(err, http.StatusUnauthorized) {
		tok.used(err)
		return err
	}
	next, renewErr := c.renewToken(ctx, tok)
	if renewErr != nil {
		return renewErr
	}
	if next == tok {
		return err // a new token was refused too: another one will not help
	}
	err = c.exchange(ctx, method, path, next.header, body, out)
	next.used(err)
	return err
}

func encode(method, path string, in any) ([]byte, error) {
	if in == nil {
		return nil, nil
	}
	body, err := json.Marshal(in)
	if err != nil {
		return nil, notSent(method, path, http.StatusBadRequest, "the body does not encode: "+err.Error())
	}
	if len(body) > maxBody {
		return nil, notSent(method, path, http.StatusRequestEntityTooLarge,
			fmt.Sprintf("the body has %d bytes, Port takes up to %d", len(body), maxBody))
	}
	return body, nil
}

// notSent is the refusal that Port would give, given here.
func notSent(method, path string, status int, why string) error {
	return &StatusError{Method: method, Path: path, Status: status, Message: "not sent: " + why}
}

// exchange sends one request. It goes to the transport itself: redirects are
// not followed, for the token would travel with them.
func (c *Client) exchange(ctx context.Context, method, path, authorization string, body []byte, out any) error {
	var reader io.Reader
	if body != nil {
		reader = bytes.NewReader(body)
	}
	req, err := http.NewRequestWithContext(ctx, method, c.base+path, reader)
	if err != nil {
		return fmt.Errorf("calling Port, %s %s: %w", method, path, err)
	}
	req.Header = http.Header{"User-Agent": {userAgent}}
	if body != nil {
		req.Header["Content-Type"] = []string{"application/json"}
	}
	if authorization != "" {
		req.Header["Authorization"] = []string{authorization}
	}
	resp, err := c.transport.RoundTrip(req)
	if err != nil {
		return fmt.Errorf("calling Port, %s %s: %w", method, path, err)
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		return statusError(req, resp, path, c.now())
	}
	if out != nil {
		if err := json.NewDecoder(io.LimitReader(resp.Body, maxBody)).Decode(out); err != nil {
			return fmt.Errorf("reading Port's answer to %s %s: %w", method, path, err)
		}
	}
	// The rest is read so that the connection can be used again, and it is no loss if
	// that fails.
	_, _ = io.CopyN(io.Discard, resp.Body, maxDrain)
	return nil
}
