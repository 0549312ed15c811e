package kafka

import (
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"

	"github.com/drayhq/dray/tests/kafka/server"
)

// Three brokers are restarted one by one, as on an update of theirs, and then give
// each partition back to the leader that it should have, while messages come in
// and two members work them off. Nothing is lost and nothing done twice.
func TestARollingRestartOfThreeBrokers(t *testing.T) {
	if broker.own == nil {
		t.Skip("needs a real Kafka that is ours to restart: `make test-kafka` without KAFKA_BROKERS")
	}
	const spread, copies = 6, 3
	cluster, err := server.StartCluster(t.Context(), t.TempDir(), copies)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(cluster.Stop)
	p := placeOn(t, cluster.Kafka(), cluster.Admin(), spread, copies)
	done := newTally()
	for range 2 {
		go done.work(t.Context(), p.open())
	}
	stop, produced := make(chan struct{}), make(chan int)
	go func() { produced <- p.produceUntil(stop, spread) }()
	for _, one := range cluster.Brokers {
		so := done.count()
		one.Stop()
		done.await(t, so+100)
		if err := one.Resume(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := cluster.InSync(t.Context(), p.admin); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := p.admin.ElectLeaders(t.Context(), kadm.ElectPreferredReplica, nil); err != nil {
		t.Fatal("electing the preferred leaders:", err)
	}
	done.await(t, done.count()+100)
	close(stop)
	n := <-produced
	done.once(t, n)
	p.committed(int64(n))
	done.once(t, n)
}

// produceUntil puts messages into the partitions in turn, some a second, and gives
// how many there are.
func (p place) produceUntil(stop <-chan struct{}, partitions int) int {
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for i := 0; ; i++ {
		select {
		case <-stop:
			return i
		case <-tick.C:
			p.produceOne(int32(i%partitions), i)
		}
	}
}
