package heartbeat

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/intake/lease"
)

// Watch renews a term by what a group answers to a client, of which it is a hook.
type Watch struct {
	kafka  config.Kafka
	term   *lease.Term
	log    *slog.Logger
	lost   func(context.Context)
	client *kgo.Client
	doubt  chan struct{} // the term is over, and yet a heartbeat was answered
	asking atomic.Bool   // by a heartbeat of our own
}

var (
	_ kgo.HookNewClient = (*Watch)(nil)
	_ kgo.HookBrokerE2E = (*Watch)(nil)
)

// NewWatch makes a watch over the membership in kafka's group. lost is called when
// the group says that it went on without us.
func NewWatch(kafka config.Kafka, term *lease.Term, log *slog.Logger, lost func(context.Context)) *Watch {
	return &Watch{kafka: kafka, term: term, log: log, lost: lost, doubt: make(chan struct{}, 1)}
}

// OnNewClient is called before the client does anything.
func (w *Watch) OnNewClient(client *kgo.Client) { w.client = client }

// OnBrokerE2E is called with each answer, but is not told what it says, and "we do
// not know you" is an answer too:
//
//   - A heartbeat that is answered within the term was judged within it, and so by
//     a group that had not counted us out for silence. If it says something else,
//     such as that another process has our instance id, the client tells at once by
//     its callbacks. While a rebalance waits for us each heartbeat is answered with
//     REBALANCE_IN_PROGRESS, and counts: the partitions stay ours until we join.
//   - One that is answered later renews nothing: what it says is asked again, by a
//     request whose answer we see.
//   - Ownership follows only on a SyncGroup that went well: the balancers in use give
//     every partition up before a join. JoinGroup comes before it and adds nothing.
func (w *Watch) OnBrokerE2E(_ kgo.BrokerMetadata, key int16, e2e kgo.BrokerE2E) {
	if e2e.Err() != nil {
		return
	}
	spoke := time.Now().Add(-e2e.DurationE2E())
	switch kmsg.Key(key) {
	case kmsg.SyncGroup:
		w.term.Renew(spoke)
	case kmsg.Heartbeat:
		switch {
		case w.term.Runs():
			w.term.Renew(spoke)
		case !w.asking.Load():
			select {
			case w.doubt <- struct{}{}:
			default:
			}
		}
	}
}

// Run asks the group whenever a heartbeat is answered after the term, until ctx ends.
func (w *Watch) Run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-w.doubt:
		}
		w.asking.Store(true)
		w.settle(ctx)
		w.asking.Store(false)
	}
}

func (w *Watch) settle(ctx context.Context) {
	if w.term.Runs() {
		return
	}
	member, generation := w.client.GroupMetadata()
	spoke := time.Now()
	err := w.ask(ctx, member, generation)
	switch {
	case ctx.Err() != nil:
	case err == nil:
		w.term.Renew(spoke)
		w.log.WarnContext(ctx, "no heartbeat was answered for a whole session; the Kafka group kept our partitions all the same, and sending goes on", "group", w.kafka.Group)
	case out(err):
		// Unless the client has joined again meanwhile. It hears the same, but where
		// it is having partitions revoked it says so only when that is done.
		if m, g := w.client.GroupMetadata(); m == member && g == generation {
			w.lost(ctx)
		}
	}
}

// out says that a broker knows the membership no longer.
func out(err error) bool {
	return errors.Is(err, kerr.UnknownMemberID) || errors.Is(err, kerr.IllegalGeneration) || errors.Is(err, kerr.FencedInstanceID)
}

// answerBound is how long our own heartbeat may take; the client's next one has
// us ask again.
const answerBound = 10 * time.Second

// ask sends the heartbeat that the client sends. nil: the group still knows us.
func (w *Watch) ask(ctx context.Context, member string, generation int32) error {
	ctx, cancel := context.WithTimeout(ctx, answerBound)
	defer cancel()
	request := kmsg.NewPtrHeartbeatRequest()
	request.Group, request.MemberID, request.Generation = w.kafka.Group, member, generation
	if w.kafka.InstanceID != "" {
		request.InstanceID = &w.kafka.InstanceID
	}
	reply, err := request.RequestWith(ctx, w.client)
	if err != nil {
		return err
	}
	if err = kerr.ErrorForCode(reply.ErrorCode); errors.Is(err, kerr.RebalanceInProgress) {
		return nil // it waits for us to join again
	}
	return err
}
