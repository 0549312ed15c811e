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
	maxClaim  = 64 << 20 // bytes of an answer to a reserved call, which may hold many runs
	maxDrain  = 64 << 10 // bytes read of an answer nobody wants, to keep the connection
)

// request is what one call asks of Port.
type request struct {
	method, path string
	body         []byte
	reserved     bool // one of the calls that Port keeps for agents, of which claims answer much
}

// call makes one call with a token. in is sent as JSON; out, if not nil, is filled.
func (c *Client) call(ctx context.Context, method, path string, in, out any) error {
	return c.ask(ctx, request{method: method, path: path}, in, out)
}

// ask makes one call with a token, and repeats it once with a new one if Port
// no longer takes the old.
func (c *Client) ask(ctx context.Context, r request, in, out any) (err error) {
	if r.body, err = encode(r.method, r.path, in); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	tok, err := c.currentToken(ctx)
	if err != nil {
		return err
	}
	err = c.exchange(ctx, r, tok.header, out)
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
	err = c.exchange(ctx, r, next.header, out)
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
func (c *Client) exchange(ctx context.Context, r request, authorization string, out any) error {
	var reader io.Reader
	if r.body != nil {
		reader = bytes.NewReader(r.body)
	}
	req, err := http.NewRequestWithContext(ctx, r.method, c.base+r.path, reader)
	if err != nil {
		return fmt.Errorf("calling Port, %s %s: %w", r.method, r.path, err)
	}
	req.Header = http.Header{"User-Agent": {userAgent}}
	if r.body != nil {
		req.Header["Content-Type"] = []string{"application/json"}
	}
	if authorization != "" {
		req.Header["Authorization"] = []string{authorization}
	}
	if r.reserved {
		req.Header["X-Port-Reserved-Usage"] = []string{"true"}
	}
	resp, err := c.transport.RoundTrip(req)
	if err != nil {
		return fmt.Errorf("calling Port, %s %s: %w", r.method, r.path, err)
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		return statusError(req, resp, r.path, c.now())
	}
	if out != nil {
		if err := c.read(r, resp.Body, out); err != nil {
			return fmt.Errorf("reading Port's answer to %s %s: %w", r.method, r.path, err)
		}
	}
	// The rest is read so that the connection can be used again, and it is no loss if
	// that fails.
	_, _ = io.CopyN(io.Discard, resp.Body, maxDrain)
	return nil
}

// read reads an answer as far as one of its kind may go.
func (c *Client) read(r request, body io.Reader, out any) error {
	if !r.reserved {
		return json.NewDecoder(io.LimitReader(body, maxBody)).Decode(out)
	}
	limited := &io.LimitedReader{R: body, N: c.maxClaim + 1}
	err := json.NewDecoder(limited).Decode(out)
	if err != nil && limited.N == 0 {
		// What is cut off here would be called an unexpected end.
		return fmt.Errorf("it has more than %d MiB; set a smaller polling.batch", c.maxClaim>>20)
	}
	return err
}
