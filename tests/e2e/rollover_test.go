package e2e

import (
	"context"
	"net/http"
	"testing"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/drayhq/dray/core/intake/kafkaclient"
	"github.com/drayhq/dray/tests/e2e/world"
)

// A group goes over from port-agent, for which stands a member that assigns by
// range and commits run by run, to dray: each run is sent by one of them.
func TestRollOver(t *testing.T) {
	t.Parallel()
	const each = 60
	w := world.New(t, bin, kafka, world.Options{Partitions: 2})
	wave := func(name string) {
		for i, id := range ids("r_"+name, each) {
			w.PublishTo(t, w.Runs, int32(i%2), world.NewEvent(id).Signed(w.Secret))
		}
	}
	stop := agent(t, w)
	wave("agent")
	w.Received(t, each)
	dray := w.Run(t)
	if err := w.Broker.WaitForMembers(world.Within(t), w.Group, 2); err != nil {
		t.Fatal(err)
	}
	wave("both")
	w.Received(t, 2*each)
	stop()
	wave("dray")
	w.Received(t, 3*each)
	w.Settled(t)
	dray.Stop(t)
	once(t, w.CircleCI.State(), 3*each)
}

// agent is a consumer as the reference is one: range, eager, one run at a time,
// committed when it is done. What it gives stops it.
func agent(t *testing.T, w *world.World) (stop func()) {
	t.Helper()
	user := kafka.User()
	opts, err := kafkaclient.Options(user)
	if err != nil {
		t.Fatal(err)
	}
	client, err := kgo.NewClient(append(opts,
		kgo.ConsumerGroup(w.Group), kgo.ConsumeTopics(w.Runs, w.Changes), kgo.Balancers(kgo.RangeBalancer()),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()), kgo.DisableAutoCommit(), kgo.BlockRebalanceOnPoll(),
	)...)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		for ctx.Err() == nil {
			fetches := client.PollRecords(ctx, 5)
			fetches.EachRecord(func(record *kgo.Record) {
				if err := trigger(w, record.Value); err != nil {
					t.Errorf("the agent: %v", err)
				}
				if err := client.CommitRecords(context.WithoutCancel(ctx), record); err != nil {
					t.Errorf("the agent's commit: %v", err)
				}
			})
			client.AllowRebalance()
		}
	}()
	stop = func() {
		cancel()
		<-done
		client.CloseAllowingRebalance()
	}
	t.Cleanup(stop)
	return stop
}

func trigger(w *world.World, message []byte) error {
	id, err := world.RunID(message)
	if err != nil {
		return err
	}
	req, err := http.NewRequest(http.MethodPost, w.CircleCIAt+"/api/v2/project/"+world.Slug(id)+"/pipeline", http.NoBody)
	if err != nil {
		return err
	}
	req.Header.Set("Circle-Token", w.Token)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return res.Body.Close()
}
