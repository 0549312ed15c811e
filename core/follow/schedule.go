package follow

import (
	"context"
	"sync"
	"time"

	"github.com/drayhq/dray/core/follow/book"
	"github.com/drayhq/dray/core/follow/poll"
)

// workers is how many calls are under way at once, over all tokens. With a fifth of a
// second to an answer that is 80 calls a second.
const workers = 16

// Run follows until ctx ends. What is under way then is cut off.
func (f *Follower) Run(ctx context.Context) {
	f.resume()
	var under sync.WaitGroup
	free := make(chan struct{}, workers)
	timer := time.NewTimer(0)
	defer timer.Stop()
	for ctx.Err() == nil {
		select {
		case free <- struct{}{}:
		case <-ctx.Done():
			continue
		}
		p, wait := f.next()
		if p != nil {
			under.Go(func() {
				f.work(ctx, p)
				<-free
				f.rouse()
			})
			continue
		}
		<-free
		timer.Reset(wait)
		select {
		case <-timer.C:
		case <-f.wake:
		case <-ctx.Done():
		}
	}
	under.Wait()
	if n := f.Len(); n > 0 && f.Book == nil {
		f.Log.Warn("pipelines are followed no longer, and their runs stay in progress at Port: set store.path, and a restart takes them up again",
			"pipelines", n)
	}
}

// idle is how long the schedule sleeps where nothing says when to wake.
const idle = time.Hour

// next takes the pipeline out whose turn it is, and counts its call. Nil: there is
// none before wait has passed.
func (f *Follower) next() (*pipeline, time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	now, wait := f.Now(), idle
	for _, q := range []*book.Queue[*pipeline]{&f.telling, &f.lost} {
		_, due, ok := q.First()
		switch {
		case ok && !due.After(now):
			return q.Pop(), 0
		case ok:
			wait = min(wait, due.Sub(now))
		}
	}
	var first *account
	for _, a := range f.accounts {
		_, due, ok := a.queue.First()
		if !ok {
			continue
		}
		if left := max(due.Sub(now), a.budget.Wait(now)); left > 0 {
			wait = min(wait, left)
			continue
		}
		if first == nil || due.Before(dueOf(first)) {
			first = a
		}
	}
	if first == nil {
		return nil, wait
	}
	p := first.queue.Pop()
	p.window = first.budget.Take(now)
	return p, 0
}

func dueOf(a *account) time.Time {
	_, due, _ := a.queue.First()
	return due
}

// work does the next thing that there is to do for a pipeline.
func (f *Follower) work(ctx context.Context, p *pipeline) {
	switch {
	case p.end != nil:
		f.tell(ctx, p)
	case p.home == nil:
		f.renew(ctx, p)
	default:
		f.call(ctx, p)
	}
}

// again has a pipeline's turn come once more, unless another took its place.
func (f *Follower) again(p *pipeline, due time.Time) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if !p.gone {
		f.queue(p, due)
	}
}

// limit is what holds for a pipeline.
func (f *Follower) limit(p *pipeline) Limit { return f.Limit(p.Route) }

// ends is when a pipeline is no longer followed.
func (f *Follower) ends(p *pipeline) time.Time { return p.Since.Add(f.limit(p).For) }

// pace gives when a pipeline is looked at next: at most after a time, if that is not 0,
// and when it is no longer followed at the latest.
func (f *Follower) pace(p *pipeline, now time.Time, most time.Duration) time.Time {
	wait := f.Pace.Next(now.Sub(p.Since))
	if most > 0 {
		wait = min(wait, most)
	}
	due := now.Add(wait)
	f.mu.Lock()
	defer f.mu.Unlock()
	if p.nudged {
		p.nudged, due = false, now.Add(time.Second)
	}
	if end := f.ends(p); due.After(end) && now.Before(end) {
		due = end
	}
	return due
}

// retry gives when a pipeline that could not be looked at is looked at again.
func (f *Follower) retry(p *pipeline, now time.Time) time.Time {
	due := now.Add(poll.Again(p.tries))
	if end := f.ends(p); due.After(end) && now.Before(end) {
		due = end
	}
	return due
}
