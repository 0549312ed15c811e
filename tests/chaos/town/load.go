package town

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/drayhq/dray/core/standin/stage"
	"github.com/drayhq/dray/tests/chaos/history"
	"github.com/drayhq/dray/tests/chaos/plan"
	"github.com/drayhq/dray/tests/e2e/world"
)

// Produce signs runs and puts them into the partitions in turn.
func (t *Town) Produce(ctx context.Context, first int, runs []plan.Run) error {
	records := make([]*kgo.Record, len(runs))
	for i, run := range runs {
		t.prepare(run)
		records[i] = &kgo.Record{
			Topic: t.runs, Partition: int32((first + i) % t.Partitions),
			Value: world.NewEvent(run.ID).Signed(t.secret),
		}
		t.Book.Plan(history.Run{ID: run.ID, Kind: run.Kind, Partition: records[i].Partition, Produced: time.Now()})
	}
	results := t.client.ProduceSync(ctx, records...)
	if err := results.FirstErr(); err != nil {
		return fmt.Errorf("producing runs: %w", err)
	}
	for i, run := range runs {
		t.Book.Produced(run.ID, records[i].Partition, records[i].Offset)
	}
	return nil
}

// prepare tells CircleCI how to answer a run.
func (t *Town) prepare(run plan.Run) {
	slug, script := world.Slug(run.ID), &t.CircleCI.Script
	switch run.Kind {
	case history.Refused:
		script.Always(slug, stage.Answer{Delay: run.Delay, Status: http.StatusBadRequest, Body: `{"message":"Config not found."}`})
	case history.Broken:
		script.Always(slug, stage.Answer{Delay: run.Delay, Reset: true})
	case history.Busy:
		script.Next(slug, stage.Status(http.StatusServiceUnavailable, `{"message":"Busy."}`))
		fallthrough
	default:
		script.Always(slug, stage.Slow(run.Delay))
	}
}

// Complete adds to each run's history what Port shows of it, and what is parked.
func (t *Town) Complete(parked map[string]string) {
	shown := t.Port.Runs()
	t.Book.Each(func(run *history.Run) {
		if port, ok := shown[run.ID]; ok {
			run.Status, run.Label, run.Summary = port.Status, port.StatusLabel, port.Summary
		}
		run.Parked = parked[run.ID]
	})
}
