package check

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/drayhq/dray/core/app"
	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/intake/kafkaclient"
)

// bound is how long each of them may take to answer.
const bound = 15 * time.Second

// Result is what trying one of them gave.
type Result struct {
	What string
	Err  error // nil: it answers and takes the credentials
}

// Connect tries Kafka, unless cfg has runs claimed from Port, and Port, and CircleCI
// where environ holds its token.
func Connect(ctx context.Context, a *app.App, cfg *config.Config, environ map[string]string) []Result {
	tries := []struct {
		what string
		try  func(context.Context) error
	}{
		{"Kafka", func(ctx context.Context) error { return tryKafka(ctx, a) }},
		{"Port", a.TryPort},
		{"CircleCI", func(ctx context.Context) error { return tryCircleCI(ctx, environ) }},
	}
	if cfg.Polling.Enabled {
		tries = tries[1:]
	}
	results := make([]Result, len(tries))
	for i, t := range tries {
		ctx, cancel := context.WithTimeout(ctx, bound)
		results[i] = Result{What: t.what, Err: t.try(ctx)}
		cancel()
	}
	return results
}

func tryKafka(ctx context.Context, a *app.App) error {
	kafka, err := a.Kafka(ctx)
	if err != nil {
		return err
	}
	return kafkaclient.Check(ctx, kafka)
}

// tryCircleCI asks whose the token is: https://circleci.com/docs/api/v2, GET /me.
func tryCircleCI(ctx context.Context, environ map[string]string) error {
	token := environ["CIRCLE_CI_TOKEN"]
	if token == "" {
		return UntriedError("CIRCLE_CI_TOKEN is not set")
	}
	base := environ["CIRCLE_CI_URL"]
	if base == "" {
		base = "https://circleci.com"
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimSuffix(base, "/")+"/api/v2/me", nil)
	if err != nil {
		return fmt.Errorf("reading CIRCLE_CI_URL: %w", err)
	}
	req.Header.Set("Circle-Token", token)
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := client.Do(req)
	if err != nil {
		return fmt.Errorf("asking CircleCI whose the token is: %w", err)
	}
	defer func() { _ = res.Body.Close() }() // nothing more is read from it
	_, _ = io.Copy(io.Discard, io.LimitReader(res.Body, 1<<20))
	switch res.StatusCode {
	case http.StatusOK:
		return nil
	case http.StatusUnauthorized:
		return errors.New("CircleCI does not take the token: CIRCLE_CI_TOKEN needs a personal API token that is still valid")
	default:
		return fmt.Errorf("CircleCI answered %s to GET /api/v2/me: is CIRCLE_CI_URL right?", res.Status)
	}
}

// UntriedError is the error for what can't be tried; its text says why.
type UntriedError string

func (u UntriedError) Error() string { return string(u) }
