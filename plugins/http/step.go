package http

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/drayhq/dray/plugins/http/address"
	"github.com/drayhq/dray/plugins/http/breaker"
	"github.com/drayhq/dray/plugins/http/compose"
	"github.com/drayhq/dray/plugins/http/exchange"
	"github.com/drayhq/dray/plugins/http/verdict"
	"github.com/drayhq/dray/sdk"
)

type step struct {
	hosts       address.Hosts
	denyPrivate bool
	secret      string // signs what is sent; "" signs nothing
	sensitive   func(header string) bool
	now         func() time.Time
	mask        func(run sdk.Run, text string) string // nil: nothing is masked
	client      exchange.Client
	breakers    *breaker.Breakers
}

// Preview gives the run with its request as it will be sent, less what belongs
// to the moment of sending: the signature and the transport's own header fields.
func (s *step) Preview(_ context.Context, run sdk.Run) (sdk.Run, error) {
	run, _, err := s.prepare(run)
	return run, err
}

// Do sends the run's request. The run given back holds the reply beside the
// error where there was one, so that a mapping's report can speak of it.
func (s *step) Do(ctx context.Context, run sdk.Run) (sdk.Run, error) {
	run, target, err := s.prepare(run)
	if err != nil {
		return run, err
	}
	request := *run.Request
	if s.secret != "" {
		request.Header = compose.Sign(request.Header, s.secret, request.Wire, s.now())
	}
	out, err := exchange.Request(request)
	if err != nil {
		return run, fmt.Errorf("building the request to %s: %w", target.Origin(), err)
	}
	answer, err := s.send(ctx, run, target, out)
	if err != nil {
		return run, err
	}
	if answer.Err != nil {
		return run, verdict.OfFault(target.Origin(), answer.Written, answer.Err)
	}
	run.Reply = &answer.Reply
	// The signature is a secret too. One of its own for each run costs time
	// where runs are told of, so only an answer that may hold it brings it up.
	if s.secret != "" && bytes.Contains(run.Reply.Body, []byte(compose.SignaturePrefix)) {
		run = run.WithSecrets(request.Header.Get("X-Port-Signature"))
	}
	if answer.Warning != "" {
		run = run.WithWarnings(target.Origin() + ": " + answer.Warning)
	}
	return run, sdk.Judged(run, verdict.OfReply(request.Method, target.Origin(), run.Reply, s.now()))
}

// Close gives the connections back that no request is using.
func (s *step) Close() error {
	s.client.Transport.CloseIdleConnections()
	return nil
}

func (s *step) prepare(run sdk.Run) (sdk.Run, address.URL, error) {
	run.Reply = nil
	composed, err := compose.Compose(run.Request)
	if err != nil {
		return run, address.URL{}, err
	}
	composed.Request.Header = compose.Retrace(composed.Request.Header, run.ID, run.Attempt)
	run.Request = composed.Request
	secrets := slices.Concat(composed.Secrets, compose.Secrets(run.Request.Header, s.sensitive))
	secrets = slices.DeleteFunc(secrets, func(value string) bool { return slices.Contains(run.Secrets, value) })
	run = run.WithSecrets(secrets...).WithWarnings(composed.Warnings...)
	if err := s.hosts.Check(composed.Target); err != nil {
		return run, composed.Target, err
	}
	return run, composed.Target, composed.Target.CheckIP(s.denyPrivate)
}
