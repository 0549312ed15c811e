package http

import (
	"context"
	"errors"
	nethttp "net/http"

	"github.com/drayhq/dray/plugins/http/address"
	"github.com/drayhq/dray/plugins/http/exchange"
	"github.com/drayhq/dray/plugins/http/verdict"
	"github.com/drayhq/dray/sdk"
)

// send makes the exchange unless a breaker holds it back, which the error says, and
// tells the breakers what came of it.
func (s *step) send(ctx context.Context, run sdk.Run, target address.URL, request *nethttp.Request) (exchange.Answer, error) {
	pass, err := s.breakers.Enter(target.Origin(), target.Path)
	if err != nil {
		return exchange.Answer{}, err
	}
	pass.Mask = func(text string) string { return s.masked(run, text) }
	tell := pass.Nothing
	defer func() { tell() }()
	answer := s.client.Send(ctx, request)
	_, refused := errors.AsType[*address.RefusedError](answer.Err)
	switch {
	case answer.Err != nil && (refused || ctx.Err() != nil || sdk.MayWrite(ctx) != nil):
	case answer.Err != nil && answer.Written:
		tell = func() { pass.Silent(s.masked(run, answer.Err.Error())) }
	case answer.Err != nil:
		tell = func() { pass.Unreached(s.masked(run, answer.Err.Error())) }
	case verdict.Fault(answer.Reply.Status):
		outcome, _ := sdk.OutcomeOf(verdict.OfReply(request.Method, target.Origin(), &answer.Reply, s.now()))
		why := verdict.Said("it", &answer.Reply)
		tell = func() { pass.Faulty(s.masked(run, why), outcome == sdk.Uncertain) }
	default:
		tell = pass.Well
	}
	return answer, nil
}

// masked takes a run's secrets out of what other runs will be told.
func (s *step) masked(run sdk.Run, text string) string {
	if s.mask == nil {
		return text
	}
	return s.mask(run, text)
}

// Ready says which hosts are away; nil if none is, or if it is time for a run to look.
func (s *step) Ready(context.Context) error { return s.breakers.Ready() }
