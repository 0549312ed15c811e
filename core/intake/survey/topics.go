package survey

import (
	"context"
	"errors"
	"time"

	"github.com/cenkalti/backoff/v5"
	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"

	"github.com/drayhq/dray/core/intake/kafkaclient"
)

// AwaitTopics returns when all topics can be read, or ctx ends. Meanwhile trouble
// says which cannot, and why. appeared is called whenever one can be read that
// could not be before.
func AwaitTopics(ctx context.Context, admin *kadm.Client, topics []string, trouble *kafkaclient.Trouble, appeared func()) {
	wait := backoff.NewExponentialBackOff()
	wait.InitialInterval, wait.MaxInterval = 500*time.Millisecond, 15*time.Second
	for len(topics) > 0 && ctx.Err() == nil {
		var missing []string
		for _, topic := range topics {
			subject := kafkaclient.TopicSubject(topic)
			err := kafkaclient.CheckTopic(ctx, admin, topic)
			if err == nil {
				if trouble.Of(subject) != nil {
					trouble.Over(ctx, subject)
					appeared()
				}
				continue
			}
			missing = append(missing, topic)
			if _, answered := errors.AsType[*kerr.Error](err); answered { // else the connection is the trouble
				trouble.Report(ctx, subject, err)
			}
		}
		if topics = missing; len(topics) == 0 {
			return
		}
		select {
		case <-ctx.Done():
		case <-time.After(wait.NextBackOff()):
		}
	}
}
