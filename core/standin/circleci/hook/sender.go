package hook

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/drayhq/dray/core/standin/circleci/pipeline"
	"github.com/drayhq/dray/core/standin/stage"
)

// Hook is a webhook that a project has set up.
type Hook struct {
	URL    string
	Secret string   // signs; "" doesn't
	Name   string   // of the webhook
	Events []string // the types that are sent; none: both
	Repeat int      // how often each is sent, for duplicates; 0 is once
}

const (
	timeout  = 10 * time.Second // documented
	attempts = 5                // assumed, with waits of 5 s that double
	pause    = 5 * time.Second
)

// Sender sends events. Close ends it.
type Sender struct {
	hooks  []Hook
	clock  stage.Clock
	client *http.Client

	mu     sync.Mutex
	timers map[int]func() bool // what is planned, and how to stop it
	last   int
	ctx    context.Context
	cancel context.CancelFunc
	under  sync.WaitGroup
}

// NewSender makes a sender; transport is http's default if nil.
func NewSender(hooks []Hook, clock stage.Clock, transport http.RoundTripper) *Sender {
	ctx, cancel := context.WithCancel(context.Background())
	return &Sender{hooks: hooks, clock: clock, client: &http.Client{Timeout: timeout, Transport: transport},
		timers: make(map[int]func() bool), ctx: ctx, cancel: cancel}
}

// Plan has the events of a pipeline sent as its workflows end.
func (s *Sender) Plan(p pipeline.Pipeline) {
	if len(s.hooks) == 0 {
		return
	}
	for i, end := range p.Ends() {
		if !end.IsZero() {
			s.after(end.Sub(s.clock.Now()), func() { s.ended(p, p.Flows(end)[i]) })
		}
	}
}

func (s *Sender) ended(p pipeline.Pipeline, f pipeline.Flow) {
	for _, h := range s.hooks {
		for _, e := range h.events(p, f) {
			if len(h.Events) > 0 && !slices.Contains(h.Events, e.kind) {
				continue
			}
			for range max(1, h.Repeat) {
				s.send(h, e, 1)
			}
		}
	}
}

// send delivers an event, again later where the address doesn't answer 2xx.
func (s *Sender) send(h Hook, e event, attempt int) {
	if s.deliver(h, e) == nil || attempt == attempts || s.ctx.Err() != nil {
		return
	}
	s.after(pause<<(attempt-1), func() { s.send(h, e, attempt+1) })
}

func (s *Sender) deliver(h Hook, e event) error {
	request, err := http.NewRequestWithContext(s.ctx, http.MethodPost, h.URL, bytes.NewReader(e.body))
	if err != nil {
		return fmt.Errorf("building the webhook: %w", err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("User-Agent", "CircleCI-Webhook/1.0")
	request.Header.Set("circleci-event-type", e.kind)
	if h.Secret != "" {
		request.Header.Set("circleci-signature", Sign(e.body, h.Secret))
	}
	response, err := s.client.Do(request)
	if err != nil {
		return fmt.Errorf("sending the webhook: %w", err)
	}
	defer response.Body.Close()
	_, _ = io.Copy(io.Discard, response.Body) // so that the connection is kept
	if response.StatusCode < 200 || response.StatusCode > 299 {
		return fmt.Errorf("the webhook's address answered %d", response.StatusCode)
	}
	return nil
}

// after runs do once d has passed, unless the sender is closed by then.
func (s *Sender) after(d time.Duration, do func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ctx.Err() != nil {
		return
	}
	s.last++
	id := s.last
	s.under.Add(1)
	s.timers[id] = s.clock.AfterFunc(max(0, d), func() {
		defer s.under.Done()
		s.mu.Lock()
		delete(s.timers, id)
		s.mu.Unlock()
		do()
	})
}

// Close drops what is planned, and waits for what is being sent.
func (s *Sender) Close() {
	s.mu.Lock()
	s.cancel()
	for id, stop := range s.timers {
		if stop() {
			s.under.Done()
		}
		delete(s.timers, id)
	}
	s.mu.Unlock()
	s.under.Wait()
	s.client.CloseIdleConnections()
}
