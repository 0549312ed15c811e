package intake

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"
)

// waits says that nothing has come although all that can happen now has happened.
func waits(t *testing.T, held <-chan error) {
	t.Helper()
	synctest.Wait()
	select {
	case err := <-held:
		t.Fatalf("Held gave %v while nobody knows whose the message is", err)
	default:
	}
}

// TestHeldWaitsForTheGroupsWord: an answer that is late says that the group knew us
// when it gave it; only a fresh one, that it still does.
func TestHeldWaitsForTheGroupsWord(t *testing.T) {
	virtual(t, 1, func(k kafka, network *kfake.VirtualNetwork) {
		t := k.T
		k.produce(0, 0, 1)
		options := k.options()
		c := &cable{dial: network.DialContext}
		options.more = []kgo.Opt{c.option()}
		m := k.open(options)
		got := m.poll(1)[0]
		got.Begin()
		time.Sleep(10 * time.Second)
		if err := got.Held(t.Context()); err != nil {
			t.Fatalf("with heartbeats answered it is %v", err)
		}
		c.unplug()
		// The broker gets one heartbeat more than we hear of, so its session is over
		// up to an interval after ours.
		until(t, "the lease has run out", func() bool { return !m.leases.Term().Runs() })
		held := make(chan error, 1)
		go func() { held <- got.Held(t.Context()) }()
		waits(t, held)
		c.plug()
		if err := <-held; err != nil {
			t.Errorf("once the group has answered it is %v", err)
		}
		m.log.await(t, "level=WARN", "kept our partitions", "group=org.dray")
		got.Settle(nil)
		k.committedAt(0, 1)
	})
}

// A drain may take longer than a session: while the rebalance waits for us each
// heartbeat is answered with just that, and the partition is ours to finish with.
func TestHeldWhileThePartitionIsDrained(t *testing.T) {
	virtual(t, 1, func(k kafka, _ *kfake.VirtualNetwork) {
		t := k.T
		k.produce(0, 0, 2)
		m := k.open(k.options())
		got := m.poll(2)
		got[0].Begin()
		k.open(k.options()) // another member
		until(t, "the partition is drained", func() bool {
			may := got[1].Begin()
			got[1].Release()
			return !may
		})
		time.Sleep(15 * time.Second)
		if err := got[0].Held(t.Context()); err != nil {
			t.Errorf("what is under way may not go on: %v", err)
		}
		if err := got[1].Held(t.Context()); !errors.Is(err, ErrLost) {
			t.Errorf("what has not begun is %v, want %v", err, ErrLost)
		}
		got[0].Settle(nil)
		k.committedAt(0, 1)
	})
}

func TestHeldSaysThatAnotherMemberHasThePartition(t *testing.T) {
	virtual(t, 1, func(k kafka, network *kfake.VirtualNetwork) {
		t := k.T
		k.produce(0, 0, 2)
		options := k.options()
		c := &cable{dial: network.DialContext}
		options.more = []kgo.Opt{c.option()}
		stopped := k.open(options)
		late := stopped.poll(1)[0]
		late.Begin()
		c.unplug()
		other := k.open(k.options())
		taken := other.poll(1)[0]
		if taken.Offset != late.Offset {
			t.Fatalf("the other member got offset %d", taken.Offset)
		}
		held := make(chan error, 1)
		go func() { held <- late.Held(t.Context()) }()
		waits(t, held)
		taken.Settle(nil)
		k.committedAt(0, 1)
		c.plug()
		if err := <-held; !errors.Is(err, ErrLost) {
			t.Errorf("got %v, want %v", err, ErrLost)
		}
		stopped.log.await(t, "level=WARN", "partitions lost")
	})
}
