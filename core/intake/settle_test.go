package intake

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
)

func values(messages []*Message) []string {
	var all []string
	for _, m := range messages {
		all = append(all, string(m.Value))
	}
	return all
}

func TestMessagesComeInOrderAndTheCommitFollowsTheFirstOpenOne(t *testing.T) {
	k := newKafka(t, 1)
	k.produce(0, 0, 5)
	m := k.open(k.options())
	got := m.poll(5)
	if diff := cmp.Diff([]string{"0", "1", "2", "3", "4"}, values(got)); diff != "" {
		t.Error(diff)
	}
	if m := got[3]; m.Topic != runs || m.Partition != 0 || m.Offset != 3 || m.Time.IsZero() || m.Changes {
		t.Errorf("message 3 comes from %+v, changes %v", m.Source, m.Changes)
	}
	for _, i := range []int{4, 1, 3} {
		if !got[i].Begin() {
			t.Fatalf("message %d may not begin", i)
		}
		got[i].Settle(nil)
	}
	k.committed(0, "at 0 with metadata", func(c kfake.GroupCommit) bool {
		return c.Offset == 0 && strings.HasPrefix(c.Metadata, "dray1:")
	})
	got[0].Settle(nil)
	k.committedAt(0, 2)
	got[2].Settle(nil)
	if last := k.committedAt(0, 5); last.Metadata != "" {
		t.Errorf("nothing is open, and the metadata is %q", last.Metadata)
	}
}

func TestAckedComesWithTheBrokersWord(t *testing.T) {
	k := newKafka(t, 1)
	k.produce(0, 0, 2)
	sent, held := make(chan struct{}), make(chan struct{})
	k.ControlKey(int16(kmsg.OffsetCommit), func(kmsg.Request) (kmsg.Response, error, bool) {
		close(sent)
		k.SleepControl(func() { <-held })
		return nil, nil, false
	})
	m := k.open(k.options())
	got := m.poll(2)
	acked := make(chan int64, 2)
	got[1].Settle(func() { acked <- 1 }) // covered by the metadata only
	<-sent
	select {
	case <-acked:
		t.Error("acked before the broker answered")
	default:
	}
	close(held)
	if offset := <-acked; offset != 1 {
		t.Errorf("acked %d, want 1", offset)
	}
}

func TestARestartSendsOnlyWhatWasOpen(t *testing.T) {
	k := newKafka(t, 1)
	k.produce(0, 0, 1000)
	options := k.options()
	options.Kafka.SessionTimeout = time.Second // so long the group waits for the dead one
	before := k.open(options)
	var acked sync.WaitGroup // or the crash takes the last commit with it
	for i, message := range before.poll(1000) {
		message.Begin()
		if i != 0 && i != 500 {
			acked.Add(1)
			message.Settle(acked.Done)
		}
	}
	acked.Wait()
	before.crash()

	k.produce(0, 1000, 1001)
	after := k.open(options)
	got := after.poll(3)
	if diff := cmp.Diff([]string{"0", "500", "1000"}, values(got)); diff != "" {
		t.Error(diff)
	}
	for _, message := range got {
		message.Settle(nil)
	}
	k.committedAt(0, 1001)
}

func TestCloseCommitsAtOnce(t *testing.T) {
	k := newKafka(t, 1)
	k.produce(0, 0, 3)
	m := k.open(k.options())
	acked := 0
	for _, message := range m.poll(3) {
		message.Settle(func() { acked++ })
	}
	m.close()
	if acked != 3 {
		t.Errorf("%d of 3 acked after Close", acked)
	}
	k.committedAt(0, 3)
	if _, err := k.WaitGroupInfo(within(t), group, func(g *kfake.GroupInfo) bool { return len(g.Members) == 0 }); err != nil {
		t.Error("the member is still in the group:", err)
	}
	if _, err := m.Poll(t.Context(), 1); err == nil {
		t.Error("a closed consumer gives messages")
	}
}

func TestMetadataOfAnotherClientIsIgnored(t *testing.T) {
	k := newKafka(t, 1)
	k.produce(0, 0, 3)
	k.commitAs(1, "rdkafka-4fd1")
	m := k.open(k.options())
	if diff := cmp.Diff([]string{"1", "2"}, values(m.poll(2))); diff != "" {
		t.Error(diff)
	}
}

// commitAs commits for the group from outside, while it has no members.
func (k kafka) commitAs(offset int64, metadata string) {
	k.Helper()
	client, err := kgo.NewClient(kgo.SeedBrokers(k.ListenAddrs()...))
	if err != nil {
		k.Fatal(err)
	}
	defer client.Close()
	request := kmsg.NewPtrOffsetCommitRequest()
	request.Group, request.Generation = group, -1
	topic := kmsg.NewOffsetCommitRequestTopic()
	topic.Topic, topic.TopicID = runs, k.TopicInfo(runs).TopicID
	partition := kmsg.NewOffsetCommitRequestTopicPartition()
	partition.Offset, partition.Metadata = offset, &metadata
	topic.Partitions = append(topic.Partitions, partition)
	request.Topics = append(request.Topics, topic)
	if _, err := request.RequestWith(k.Context(), client); err != nil {
		k.Fatal(err)
	}
	k.committedAt(0, offset)
}

func TestAFailedCommitIsRepeated(t *testing.T) {
	k := newKafka(t, 1)
	k.produce(0, 0, 1)
	k.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.OffsetCommit}, Count: 2})
	m := k.open(k.options())
	acked := make(chan struct{})
	m.poll(1)[0].Settle(func() { close(acked) })
	m.log.await(t, "level=WARN", "committing what is settled", "UNKNOWN_SERVER_ERROR")
	k.committedAt(0, 1)
	<-acked
	m.log.await(t, "level=INFO", "no more trouble", "committing what is settled")
	if n := strings.Count(m.log.String(), "level=WARN"); n != 1 {
		t.Errorf("%d warnings for the same trouble, want 1", n)
	}
}

func TestABrokerThatTakesLessMetadata(t *testing.T) {
	k := newKafka(t, 1)
	k.produce(0, 0, 100)
	const most = 16
	k.Fault(kfake.Fault{
		Keys: []kmsg.Key{kmsg.OffsetCommit}, Count: -1, Err: kerr.OffsetMetadataTooLarge,
		When: func(request kmsg.Request) bool {
			return len(*request.(*kmsg.OffsetCommitRequest).Topics[0].Partitions[0].Metadata) > most
		},
	})
	m := k.open(k.options())
	got := m.poll(100)
	for i := 1; i < 100; i += 2 {
		got[i].Settle(nil)
	}
	k.committed(0, "cut short", func(c kfake.GroupCommit) bool { return c.Metadata != "" && len(c.Metadata) <= most })
	for i := 0; i < 100; i += 2 {
		got[i].Settle(nil)
	}
	k.committedAt(0, 100)
}
