package survey

import (
	"context"
	"fmt"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
)

// Pile is what lies in some partitions of a topic.
type Pile struct {
	Messages int64     // an upper bound: compaction and transactions leave gaps
	Oldest   time.Time // the first message's timestamp; zero if there is none
}

// Ahead gives what lies in the partitions, by topic.
func Ahead(ctx context.Context, admin *kadm.Client, partitions map[string][]int32) (map[string]Pile, error) {
	piles := make(map[string]Pile, len(partitions))
	for topic, numbers := range partitions {
		firsts, err := admin.ListOffsetsAfterMilli(ctx, 0, topic)
		if err != nil {
			return nil, fmt.Errorf("looking for the first messages of topic %s: %w", topic, err)
		}
		ends, err := admin.ListEndOffsets(ctx, topic)
		if err != nil {
			return nil, fmt.Errorf("looking for the end of topic %s: %w", topic, err)
		}
		var pile Pile
		for _, number := range numbers {
			first, end := firsts[topic][number], ends[topic][number]
			if first.Err != nil || end.Err != nil || first.Offset < 0 || first.Offset >= end.Offset {
				continue
			}
			pile.Messages += end.Offset - first.Offset
			if at := time.UnixMilli(first.Timestamp); pile.Oldest.IsZero() || at.Before(pile.Oldest) {
				pile.Oldest = at
			}
		}
		piles[topic] = pile
	}
	return piles, nil
}
