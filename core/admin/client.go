package admin

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"

	"github.com/drayhq/dray/core/admin/socket"
	"github.com/drayhq/dray/core/deadletter"
)

// Client is the Desk of a process at a place.
type Client struct {
	place socket.Place
	http  *http.Client
}

var _ Desk = (*Client)(nil)

// NewClient makes a client. It calls nobody yet.
func NewClient(place socket.Place) *Client {
	return &Client{place: place, http: &http.Client{
		// An answer takes as long as the replay that it waits for.
		Transport: &http.Transport{
			DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) { return socket.Dial(ctx, place) },
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// Place is where the process listens.
func (c *Client) Place() socket.Place { return c.place }

// Close gives back the connection.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Status asks how the process is.
func (c *Client) Status(ctx context.Context) (status Status, err error) {
	err = c.one(ctx, http.MethodGet, "/v1/status", nil, &status)
	return status, err
}

// Pause asks for a route to be paused.
func (c *Client) Pause(ctx context.Context, route string) error {
	return c.one(ctx, http.MethodPost, "/v1/pause", routeRequest{route}, nil)
}

// Resume asks for a route to be resumed.
func (c *Client) Resume(ctx context.Context, route string) error {
	return c.one(ctx, http.MethodPost, "/v1/resume", routeRequest{route}, nil)
}

// Letters asks for letters.
func (c *Client) Letters(ctx context.Context, f deadletter.Filter, limit int) (letters []deadletter.Letter, err error) {
	err = c.one(ctx, http.MethodPost, "/v1/letters/list", listRequest{f, limit}, &letters)
	return letters, err
}

// Letter asks for one letter.
func (c *Client) Letter(ctx context.Context, id string) (letter deadletter.Letter, err error) {
	err = c.one(ctx, http.MethodPost, "/v1/letters/show", letterRequest{id}, &letter)
	return letter, err
}

// Replay asks for a replay.
func (c *Client) Replay(ctx context.Context, f deadletter.Filter, wait bool, each func(Fate) error) error {
	return c.fates(ctx, "/v1/letters/replay", replayRequest{f, ChoosesAll(f), wait}, each)
}

// Drop asks for letters to be dropped.
func (c *Client) Drop(ctx context.Context, f deadletter.Filter, reason string, each func(Fate) error) error {
	return c.fates(ctx, "/v1/letters/drop", dropRequest{f, ChoosesAll(f), reason}, each)
}

func (c *Client) one(ctx context.Context, method, path string, in, out any) error {
	return c.call(ctx, method, path, in, func(value json.RawMessage) error {
		if out == nil {
			return nil
		}
		return json.Unmarshal(value, out)
	})
}

func (c *Client) fates(ctx context.Context, path string, in any, each func(Fate) error) error {
	return c.call(ctx, http.MethodPost, path, in, func(value json.RawMessage) error {
		var fate Fate
		if err := json.Unmarshal(value, &fate); err != nil {
			return err
		}
		return each(fate)
	})
}

// call asks, and hands on the value of each line of the answer.
func (c *Client) call(ctx context.Context, method, path string, in any, each func(json.RawMessage) error) error {
	// On a socket the name means nothing; on loopback it has to be the address.
	host := "dray"
	if c.place.Network != "unix" {
		host = c.place.Address
	}
	body, err := json.Marshal(in)
	if err != nil {
		return fmt.Errorf("writing the request: %w", err)
	}
	req, err := http.NewRequestWithContext(ctx, method, "http://"+host+path, bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("making the request: %w", err)
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := c.http.Do(req)
	switch {
	case ctx.Err() != nil:
		if err == nil {
			_ = resp.Body.Close()
		}
		return context.Cause(ctx)
	case errors.Is(err, socket.ErrNobody):
		return bare(err)
	case err != nil:
		return fmt.Errorf("asking the dray at %s: %w", c.place, bare(err))
	}
	defer func() { _ = resp.Body.Close() }()
	for decoder := json.NewDecoder(resp.Body); ; {
		var line struct {
			answer
			Value json.RawMessage `json:"value"`
		}
		switch err := decoder.Decode(&line); {
		case ctx.Err() != nil:
			return context.Cause(ctx)
		case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
			return fmt.Errorf("%s stopped answering: what was not told of goes on, or is done when dray starts again", c.place)
		case err != nil:
			return fmt.Errorf("%s gives an answer that is not dray's (status %d): %w", c.place, resp.StatusCode, err)
		case line.Error != "" && resp.StatusCode == http.StatusNotFound:
			return &UnknownError{Text: line.Error}
		case line.Error != "":
			return errors.New(line.Error)
		}
		if line.Value != nil {
			if err := each(line.Value); err != nil {
				return err
			}
		}
		if line.End {
			return nil
		}
	}
}
