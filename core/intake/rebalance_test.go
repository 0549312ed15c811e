package intake

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// owned waits until the group is settled with so many members.
func (k kafka) owned(members int) {
	k.Helper()
	if _, err := k.WaitGroupStable(within(k.T), group, members); err != nil {
		k.Fatalf("waiting for a group of %d: %v", members, err)
	}
}

func TestARevokedPartitionWaitsForWhatIsUnderWay(t *testing.T) {
	k := newKafka(t, 1)
	k.produce(0, 0, 3)
	first := k.open(k.options())
	got := first.poll(3)
	got[0].Begin()
	got[1].Begin()
	got[1].Release() // waits for a retry: nothing to wait for

	revoking := k.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.Heartbeat}, Err: kerr.RebalanceInProgress, Count: 1})
	if err := revoking.Wait(within(t), 1); err != nil {
		t.Fatal(err)
	}
	until(t, "the revocation comes", func() bool {
		may := got[2].Begin()
		got[2].Release()
		return !may
	})
	if got[1].Begin() {
		t.Error("a message may begin while its partition goes")
	}
	if info := k.GroupInfo(group); len(info.Commits) != 0 {
		t.Errorf("committed %v with the only begun message unsettled", info.Commits)
	}
	acked := make(chan struct{})
	got[0].Settle(func() { close(acked) })
	<-acked // by the commit that comes before the partition goes
	k.committedAt(0, 1)

	again := first.poll(2) // it came back
	if diff := cmp.Diff([]string{"1", "2"}, values(again)); diff != "" {
		t.Error(diff)
	}
	if got[1].Begin() {
		t.Error("the message of the ownership before may begin beside the new one")
	}
	if !again[0].Begin() {
		t.Error("the new message may not begin")
	}
}

func TestARunThatOutlastsTheDrainIsNotSentAgainByUs(t *testing.T) {
	k := newKafka(t, 1)
	k.produce(0, 0, 2)
	options := k.options()
	options.Drain = 10 * time.Millisecond
	m := k.open(options)
	got := m.poll(2)
	got[0].Begin()
	k.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.Heartbeat}, Err: kerr.RebalanceInProgress, Count: 1})
	m.log.await(t, "level=WARN", "go to another member while runs are under way", "runs=1")

	again := m.poll(1)
	if diff := cmp.Diff([]string{"1"}, values(again)); diff != "" {
		t.Error(diff)
	}
	again[0].Settle(nil)
	acked := make(chan struct{})
	got[0].Settle(func() { close(acked) })
	<-acked
	k.committedAt(0, 2)
}

func TestALateSettleDoesNotCommitForTheNextOwner(t *testing.T) {
	k := newKafka(t, 2)
	k.produce(0, 0, 2)
	k.produce(1, 0, 2)
	options := k.options()
	options.Drain = 10 * time.Millisecond
	first := k.open(options)
	late := first.poll(4)
	for _, message := range late {
		message.Begin()
	}
	second := k.open(options) // takes one of the partitions
	got := second.poll(2)
	gone := got[0].Partition
	for _, message := range late {
		if message.Partition == gone {
			acked := false
			message.Settle(func() { acked = true })
			if !acked {
				t.Errorf("nobody tells that %d is settled in vain", message.Offset)
			}
		}
	}
	got[1].Settle(nil)
	commit := k.committed(gone, "there", func(kfake.GroupCommit) bool { return true })
	if commit.Offset != 0 || commit.Metadata == "" {
		t.Errorf("the commit is %+v: the first message is open at its owner", commit)
	}
	got[0].Settle(nil)
	k.committedAt(gone, 2)
}

func TestTwoMembersShareAndNothingIsDoneTwice(t *testing.T) {
	const partitions, each = 4, 200
	k := newKafka(t, partitions)
	for p := range int32(partitions) {
		k.produce(p, 0, each)
	}
	work := make(chan string, 2*partitions*each)
	run := func(m member) {
		for {
			messages, err := m.Poll(t.Context(), 50)
			if err != nil {
				return
			}
			for _, message := range messages {
				if message.Begin() {
					work <- string(message.Value) + " of " + string('0'+message.Partition)
					message.Settle(nil)
				}
			}
		}
	}
	first := k.open(k.options())
	go run(first)
	seen := map[string]int{}
	for range partitions * each / 4 {
		seen[<-work]++
	}
	second := k.open(k.options())
	go run(second)
	k.owned(2)
	for len(seen) < partitions*each {
		seen[<-work]++
	}
	for p := range int32(partitions) {
		k.committedAt(p, each)
	}
	second.close()
	first.close()
	close(work)
	for one := range work {
		seen[one]++
	}
	for one, times := range seen {
		if times != 1 {
			t.Errorf("%s was done %d times", one, times)
		}
	}
}

func TestALostPartition(t *testing.T) {
	k := newKafka(t, 1)
	k.produce(0, 0, 3)
	m := k.open(k.options())
	got := m.poll(3)
	got[0].Begin()
	refused := k.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.OffsetCommit}, Count: -1})
	defer refused.Remove()
	lost := make(chan struct{})
	k.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.Heartbeat}, Err: kerr.UnknownMemberID, Count: 1})
	got[1].Settle(func() { close(lost) })
	<-lost // it can no longer be acknowledged
	m.log.await(t, "level=WARN", "partitions lost")
	if got[2].Begin() {
		t.Error("a message may begin although its partition is lost")
	}
	again := m.poll(1) // the first is under way, the second done
	if diff := cmp.Diff([]string{"2"}, values(again)); diff != "" {
		t.Error(diff)
	}
	refused.Remove()
	got[0].Settle(nil)
	again[0].Settle(nil)
	k.committedAt(0, 3)
}

func TestAMemberThatLearnsByACommitThatItIsOut(t *testing.T) {
	k := newKafka(t, 1)
	k.produce(0, 0, 2)
	m := k.open(k.options())
	got := m.poll(2)
	got[0].Begin()
	k.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.OffsetCommit}, Err: kerr.UnknownMemberID, Count: 1})
	acked := make(chan struct{})
	got[1].Settle(func() { close(acked) })
	<-acked // at once: there is no point in waiting for what is under way
	m.log.await(t, "level=WARN", "partitions lost")
	got[0].Settle(nil)
	k.produce(0, 2, 3)
	if diff := cmp.Diff([]string{"2"}, values(m.poll(1))); diff != "" {
		t.Error(diff)
	}
	k.committedAt(0, 2)
}

func TestAStandbyWaitsAndTakesOver(t *testing.T) {
	k := newKafka(t, 1)
	k.produce(0, 0, 1)
	first := k.open(k.options())
	first.poll(1)[0].Settle(nil)
	k.committedAt(0, 1)
	second := k.open(k.options())
	k.owned(2)
	owner, standby := first, second
	if info := k.GroupInfo(group); strings.Contains(second.log.String(), "partitions assigned") {
		t.Logf("the second member took over: %v", info.Members)
		owner, standby = second, first
	}
	standby.log.await(t, "no partition assigned", "standby")
	if err := standby.Ready(t.Context()); err != nil {
		t.Error("a standby is not ready:", err)
	}
	owner.close()
	k.produce(0, 1, 2)
	if diff := cmp.Diff([]string{"1"}, values(standby.poll(1))); diff != "" {
		t.Error(diff)
	}
}
