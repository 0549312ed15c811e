// Command floor does the least that has to be done with Port's runs: it polls,
// decodes, verifies, evaluates the CircleCI mapping's five jq programs, sends, and
// commits once a batch is done. It reports nothing and repeats nothing. It is the
// measure of what dray's promises cost.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/twmb/franz-go/pkg/kgo"
	"golang.org/x/sync/errgroup"
)

const (
	workers = 64
	batch   = 5000 // large, for workers idle at the end of each
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "floor:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	handle, err := newHandler()
	if err != nil {
		return err
	}
	client, err := kgo.NewClient(
		kgo.SeedBrokers(os.Getenv("KAFKA_CONSUMER_BROKERS")),
		kgo.ConsumerGroup(os.Getenv("KAFKA_CONSUMER_GROUP_ID")),
		kgo.ConsumeTopics(os.Getenv("KAFKA_RUNS_TOPIC")),
		kgo.ConsumeStartOffset(kgo.NewOffset().AtStart()),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()),
		kgo.FetchMaxPartitionBytes(1<<20),
		kgo.AutoCommitMarks(),
	)
	if err != nil {
		return fmt.Errorf("connecting to Kafka: %w", err)
	}
	defer client.Close()
	for ctx.Err() == nil {
		records := client.PollRecords(ctx, batch).Records()
		var pool errgroup.Group
		pool.SetLimit(workers)
		for _, record := range records {
			pool.Go(func() error {
				if err := handle.do(context.WithoutCancel(ctx), record.Value); err != nil {
					fmt.Fprintln(os.Stderr, "floor:", err)
				}
				return nil
			})
		}
		_ = pool.Wait() // none gives an error
		client.MarkCommitRecords(records...)
	}
	if err := client.CommitMarkedOffsets(context.WithoutCancel(ctx)); err != nil {
		return fmt.Errorf("committing: %w", err)
	}
	return nil
}
