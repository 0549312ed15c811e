package kafkaclient

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"net"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/drayhq/dray/core/config"
)

// Trouble is what stands in the way now, by subject. Kafka's client retries for
// ever and only logs, the same line each time; Trouble says a thing once, again
// when it changes, and when it is over. It is safe for concurrent use.
//
// It is a hook of the client for what happens while connecting.
type Trouble struct {
	kafka config.Kafka
	log   *slog.Logger

	mu   sync.Mutex
	open map[string]error // by subject
}

var _ kgo.HookBrokerConnect = (*Trouble)(nil)

// NewTrouble makes a Trouble that explains by kafka and warns in log.
func NewTrouble(kafka config.Kafka, log *slog.Logger) *Trouble {
	return &Trouble{kafka: kafka, log: log, open: make(map[string]error)}
}

// Report says that subject ("connecting to broker kafka-1:9196") does not work
// because of err, which is explained.
func (t *Trouble) Report(ctx context.Context, subject string, err error) {
	if errors.Is(err, context.Canceled) || errors.Is(err, kgo.ErrClientClosed) {
		return // we stop; nothing is wrong
	}
	err = Explain(err, t.kafka)
	t.mu.Lock()
	known, ok := t.open[subject]
	t.open[subject] = err
	t.mu.Unlock()
	if !ok || known.Error() != err.Error() {
		t.log.WarnContext(ctx, "trouble with Kafka", "doing", subject, "error", err)
	}
}

// Over says that subject works.
func (t *Trouble) Over(ctx context.Context, subject string) {
	t.mu.Lock()
	_, ok := t.open[subject]
	delete(t.open, subject)
	t.mu.Unlock()
	if ok {
		t.log.InfoContext(ctx, "no more trouble with Kafka", "doing", subject)
	}
}

// Of gives why subject does not work; nil if it does.
func (t *Trouble) Of(subject string) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if err, ok := t.open[subject]; ok {
		return &subjectError{subject, err}
	}
	return nil
}

// Err gives everything that does not work; nil if all does.
func (t *Trouble) Err() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	var all []error
	for _, subject := range slices.Sorted(maps.Keys(t.open)) {
		all = append(all, &subjectError{subject, t.open[subject]})
	}
	return errors.Join(all...)
}

type subjectError struct {
	subject string
	err     error
}

func (e *subjectError) Error() string { return e.subject + ": " + e.err.Error() }
func (e *subjectError) Unwrap() error { return e.err }

// OnBrokerConnect is called by the client.
func (t *Trouble) OnBrokerConnect(broker kgo.BrokerMetadata, _ time.Duration, _ net.Conn, err error) {
	ctx := context.Background() // the client gives none
	subject := "connecting to broker " + net.JoinHostPort(broker.Host, strconv.Itoa(int(broker.Port)))
	if err != nil {
		t.Report(ctx, subject, err)
		return
	}
	t.Over(ctx, subject)
}
