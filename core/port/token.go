package port

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync/atomic"
	"time"
)

type identity struct {
	ClientID     string `json:"clientId"`
	ClientSecret string `json:"clientSecret"`
}

// Rotate has the client speak with other credentials from the next call on. A call
// that is under way may still end with the old ones.
func (c *Client) Rotate(clientID, clientSecret string) {
	c.identity.Store(&identity{clientID, clientSecret})
	c.token.Store(nil)
}

// token is an access token, shared by every call until it nears its end.
type token struct {
	header  string      // of the Authorization field
	asked   time.Time   // when it was asked for
	stale   time.Time   // when it is to be replaced; zero: when Port refuses it
	instead bool        // it was fetched because Port had refused another
	proven  atomic.Bool // Port has taken it
}

// doubt is how long a replacement that Port refuses as well is held on to:
// credentials without rights would otherwise fetch a token for every call.
const doubt = 30 * time.Second

func (t *token) fresh(now time.Time) bool {
	if t == nil || t.rejected() && now.Sub(t.asked) > doubt {
		return false
	}
	return t.stale.IsZero() || now.Before(t.stale)
}

func (t *token) rejected() bool { return t.instead && !t.proven.Load() }

// used notes that Port took the token, whatever else it said.
func (t *token) used(err error) {
	var status *StatusError
	taken := err == nil || errors.As(err, &status) && status.Status != http.StatusUnauthorized
	if taken && !t.proven.Load() {
		t.proven.Store(true)
	}
}

// currentToken gives the token to use now.
func (c *Client) currentToken(ctx context.Context) (*token, error) {
	if t := c.token.Load(); t.fresh(c.now()) {
		return t, nil
	}
	return c.fetchToken(ctx, false)
}

// renewToken gives a token other than refused, which Port did not take, or
// refused itself when it was a replacement that never worked.
func (c *Client) renewToken(ctx context.Context, refused *token) (*token, error) {
	if t := c.token.Load(); t != nil && t != refused {
		return t, nil
	}
	if refused.rejected() {
		return refused, nil
	}
	c.token.CompareAndSwap(refused, nil)
	return c.fetchToken(ctx, true)
}

// fetchToken asks Port for a token, once however many calls wait for it. The
// call that they share outlives any one of their contexts.
func (c *Client) fetchToken(ctx context.Context, instead bool) (*token, error) {
	shared := context.WithoutCancel(ctx)
	who := c.identity.Load()
	// Who comes after a rotation does not wait for what is asked with the old secret.
	done := c.flight.DoChan(fmt.Sprintf("%p", who), func() (any, error) {
		if t := c.token.Load(); t.fresh(c.now()) {
			return t, nil // another flight landed in between
		}
		t, err := c.askToken(shared, who)
		if err != nil {
			return nil, &TokenError{err}
		}
		t.instead = instead
		if c.identity.Load() == who {
			c.token.Store(t)
		}
		return t, nil
	})
	select {
	case result := <-done:
		if result.Err != nil {
			return nil, result.Err
		}
		t, _ := result.Val.(*token) // it is, whenever there is no error
		return t, nil
	case <-ctx.Done():
		return nil, fmt.Errorf("waiting for an access token from Port: %w", ctx.Err())
	}
}

// askToken makes the call. expiresIn counts seconds; where it is missing the
// token is held until Port refuses it.
func (c *Client) askToken(ctx context.Context, who *identity) (*token, error) {
	const path = "/v1/auth/access_token"
	ctx, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	body, err := encode(http.MethodPost, path, who)
	if err != nil {
		return nil, err
	}
	asked := c.now()
	var answer struct {
		AccessToken string  `json:"accessToken"`
		ExpiresIn   float64 `json:"expiresIn"`
	}
	if err := c.exchange(ctx, request{method: http.MethodPost, path: path, body: body}, "", &answer); err != nil {
		return nil, err
	}
	if answer.AccessToken == "" {
		return nil, errors.New("the answer has no accessToken; is port.url right?")
	}
	c.onSecret(answer.AccessToken)
	t := &token{header: "Bearer " + answer.AccessToken, asked: asked}
	if life := lifetime(answer.ExpiresIn); life > 0 {
		t.stale = asked.Add(life - min(life/10, time.Minute))
	}
	return t, nil
}

// lifetime bounds what Port says, so that no number of seconds overflows.
func lifetime(seconds float64) time.Duration {
	return time.Duration(min(seconds, (30*24*time.Hour).Seconds()) * float64(time.Second))
}
