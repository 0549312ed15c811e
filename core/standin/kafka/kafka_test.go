package kafka

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestProduceConsumeAndLag(t *testing.T) {
	k, err := Start("org.runs", "org.change.log")
	if err != nil {
		t.Fatal(err)
	}
	defer k.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	large := bytes.Repeat([]byte("x"), 10<<20)
	if err := k.Produce(ctx, "org.runs", []byte("first"), []byte("second"), large); err != nil {
		t.Fatal(err)
	}
	if committed, lag, end := k.Committed("g", "org.runs"), k.Lag("g", "org.runs"), k.End("org.runs"); committed != -1 || lag != 3 || end != 3 {
		t.Errorf("before: committed %d, lag %d, end %d", committed, lag, end)
	}

	consumer, err := kgo.NewClient(
		kgo.SeedBrokers(k.Addr()), kgo.ConsumerGroup("g"), kgo.ConsumeTopics("org.runs"),
		kgo.DisableAutoCommit(), kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()),
	)
	if err != nil {
		t.Fatal(err)
	}
	defer consumer.CloseAllowingRebalance()
	var got []*kgo.Record
	for len(got) < 3 && ctx.Err() == nil {
		got = append(got, consumer.PollFetches(ctx).Records()...)
	}
	if len(got) != 3 || string(got[0].Value) != "first" || string(got[1].Value) != "second" || !bytes.Equal(got[2].Value, large) {
		t.Fatalf("%d messages, or others than were produced", len(got))
	}
	if err := consumer.CommitRecords(ctx, got[:2]...); err != nil {
		t.Fatal(err)
	}
	if err := k.WaitForLag(ctx, "g", "org.runs", 1); err != nil {
		t.Error(err)
	}
	if committed := k.Committed("g", "org.runs"); committed != 2 {
		t.Errorf("committed %d, want 2", committed)
	}
	if k.Metadata("g", "org.runs") == "" {
		t.Error("kgo's member id is not in the commit")
	}
	over, stop := context.WithCancel(ctx)
	stop()
	if err := k.WaitForLag(over, "g", "org.runs", 0); err == nil || !strings.Contains(err.Error(), "now by 1") {
		t.Errorf("error %v, want one that names the lag", err)
	}
}

func TestProduceToAnUnknownTopic(t *testing.T) {
	k, err := Start("known")
	if err != nil {
		t.Fatal(err)
	}
	defer k.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	if err := k.Produce(ctx, "unknown", nil); err == nil || !strings.Contains(err.Error(), "producing to unknown: ") {
		t.Errorf("error %v, want one that names the topic", err)
	}
}
