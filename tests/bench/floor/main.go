// Command floor does the least that has to be done with Port's runs: it polls,
// decodes, verifies, evaluates the CircleCI mapping's five jq programs, and
// sends. It reports nothing, repeats nothing, and commits what it may lose. It
// is the measure of what dray's promises cost.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"sync"
	"syscall"

	"github.com/twmb/franz-go/pkg/kgo"
)

const workers = 64

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
	records := make(chan *kgo.Record)
	var pool sync.WaitGroup
	for range workers {
		pool.Go(func() {
			for record := range records {
				if err := handle.do(context.WithoutCancel(ctx), record.Value); err != nil {
					fmt.Fprintln(os.Stderr, "floor:", err)
				}
				client.MarkCommitRecords(record)
			}
		})
	}
	for ctx.Err() == nil {
		client.PollRecords(ctx, 500).EachRecord(func(record *kgo.Record) { records <- record })
	}
	close(records)
	pool.Wait()
	if err := client.CommitMarkedOffsets(context.WithoutCancel(ctx)); err != nil {
		return fmt.Errorf("committing: %w", err)
	}
	return nil
}
