package follow

import (
	"context"
	"fmt"

	"github.com/drayhq/dray/core/follow/book"
	"github.com/drayhq/dray/sdk"
)

// renew gets a pipeline's token again.
func (f *Follower) renew(ctx context.Context, p *pipeline) {
	header, err := f.headerAgain(ctx, p)
	if err != nil {
		f.failed(ctx, p, err.Error())
		return
	}
	p.tries = 0
	f.mu.Lock()
	defer f.mu.Unlock()
	if !p.gone {
		f.settle(p, header)
		f.queue(p, f.Now())
	}
}

// resettle gives a pipeline whose token may hold no longer the one that its route
// takes now. Where that can't be had it keeps what it has.
func (f *Follower) resettle(ctx context.Context, p *pipeline) {
	if f.Book == nil {
		return
	}
	header, err := f.headerAgain(ctx, p)
	if err != nil {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if !p.gone {
		f.unsettle(p)
		f.settle(p, header)
	}
}

// headerAgain makes the trigger's request again, for its header.
func (f *Follower) headerAgain(ctx context.Context, p *pipeline) (sdk.Header, error) {
	data, err := f.Book.FollowedRun(p.Run)
	if err != nil {
		return nil, err
	}
	record, err := book.Decode(data)
	if err != nil {
		return nil, err
	}
	if f.limit(p).For == 0 {
		return nil, fmt.Errorf("no route %s of the config follows pipelines any more", p.Route)
	}
	request, err := f.Renew(ctx, record)
	if err != nil {
		return nil, fmt.Errorf("getting the token again from the run's message: %w", err)
	}
	return request.Header, nil
}
