package http

import (
	"context"
	"fmt"

	"github.com/drayhq/dray/plugins/http/compose"
	"github.com/drayhq/dray/plugins/http/exchange"
	"github.com/drayhq/dray/plugins/http/verdict"
	"github.com/drayhq/dray/sdk"
)

// Fetch makes a request beside those of runs: to the same hosts and addresses only,
// through the same connections, unsigned. The breakers neither hold it back nor hear of
// it, for what can't be read can still be sent.
func (s *step) Fetch(ctx context.Context, request sdk.Request) (sdk.Reply, error) {
	composed, err := compose.Compose(&request)
	if err != nil {
		return sdk.Reply{}, err
	}
	if err := s.hosts.Check(composed.Target); err != nil {
		return sdk.Reply{}, err
	}
	if err := composed.Target.CheckIP(s.denyPrivate); err != nil {
		return sdk.Reply{}, err
	}
	out, err := exchange.Request(*composed.Request)
	if err != nil {
		return sdk.Reply{}, fmt.Errorf("building the request to %s: %w", composed.Target.Origin(), err)
	}
	answer := s.client.Send(ctx, out)
	if answer.Err != nil {
		return sdk.Reply{}, verdict.OfFault(composed.Target.Origin(), answer.Written, answer.Err)
	}
	return answer.Reply, nil
}
