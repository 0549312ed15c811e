package kafkaclient

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/drayhq/dray/core/config"
)

// Check connects, authenticates, and looks whether the topics are there and the
// group may be used. It changes nothing. The error says what to mend. Without a
// deadline in ctx an unreachable broker takes as long as the client retries.
func Check(ctx context.Context, kafka config.Kafka) error {
	opts, err := Options(kafka)
	if err != nil {
		return err
	}
	trouble := NewTrouble(kafka, slog.New(slog.DiscardHandler))
	client, err := kgo.NewClient(append(opts, kgo.WithHooks(trouble), kgo.RequestRetries(1))...)
	if err != nil {
		return fmt.Errorf("making a Kafka client: %w", err)
	}
	defer client.Close()
	if err := client.Ping(ctx); err != nil {
		if why := trouble.Err(); why != nil {
			return why
		}
		return fmt.Errorf("asking the brokers: %w", Explain(err, kafka))
	}
	admin := kadm.NewClient(client)
	var found []error
	for _, topic := range []string{kafka.Topics.Runs, kafka.Topics.Changes} {
		if err := CheckTopic(ctx, admin, topic); err != nil {
			found = append(found, fmt.Errorf("%s: %w", TopicSubject(topic), Explain(err, kafka)))
		}
	}
	if groups, err := admin.DescribeGroups(ctx, kafka.Group); err != nil {
		found = append(found, fmt.Errorf("looking at group %s: %w", kafka.Group, Explain(err, kafka)))
	} else if err := groups[kafka.Group].Err; err != nil && !errors.Is(err, kerr.GroupIDNotFound) {
		found = append(found, fmt.Errorf("looking at group %s: %w", kafka.Group, Explain(err, kafka)))
	}
	return errors.Join(found...)
}

// TopicSubject is the subject of trouble with a topic.
func TopicSubject(topic string) string { return "looking at topic " + topic }

// CheckTopic says why topic cannot be read; nil if it can, or if there is none.
func CheckTopic(ctx context.Context, admin *kadm.Client, topic string) error {
	if topic == "" {
		return nil
	}
	topics, err := admin.ListTopics(ctx, topic)
	if err != nil {
		return err
	}
	return topics[topic].Err
}
