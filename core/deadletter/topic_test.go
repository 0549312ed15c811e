package deadletter

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/drayhq/dray/core/standin/kafka"
)

func client(t *testing.T, addr string, opts ...kgo.Opt) *kgo.Client {
	t.Helper()
	c, err := kgo.NewClient(append(opts, kgo.SeedBrokers(addr))...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

func TestTopicGetsTheOriginalAndWhy(t *testing.T) {
	k, err := kafka.Start("dead")
	if err != nil {
		t.Fatal(err)
	}
	defer k.Close()
	c := client(t, k.Addr(), kgo.ConsumePartitions(map[string]map[int32]kgo.Offset{"dead": {0: kgo.NewOffset().AtStart()}}))
	topic, err := NewTopic(c, "dead")
	if err != nil {
		t.Fatal(err)
	}
	l := full()
	l.Key, l.Headers = []byte("k"), []Header{{"a", []byte("1")}, {"Dray-Run", []byte("forged")}}
	if err := topic.Write(t.Context(), l); err != nil {
		t.Fatal(err)
	}
	records := c.PollFetches(t.Context()).Records()
	if len(records) != 1 || string(records[0].Key) != "k" || !bytes.Equal(records[0].Value, l.Value) {
		t.Fatalf("got %v", records)
	}
	var headers []string
	for _, h := range records[0].Headers {
		headers = append(headers, h.Key+"="+string(h.Value))
	}
	want := "a=1 dray-class=in_doubt dray-reason=dray stopped dray-step=http dray-route=circleci dray-run=wfnr_1 dray-attempts=4 " +
		"dray-topic=ORG.runs dray-partition=3 dray-offset=70 dray-timestamp=2026-09-20T12:00:00.123Z dray-parked=2026-09-20T12:01:00.123Z"
	if got := strings.Join(headers, " "); got != want {
		t.Errorf("the headers are\n%s, want\n%s", got, want)
	}
}

func TestTopicSaysWhatWentWrong(t *testing.T) {
	k, err := kafka.Start("dead")
	if err != nil {
		t.Fatal(err)
	}
	defer k.Close()
	topic, err := NewTopic(client(t, k.Addr(), kgo.UnknownTopicRetries(0)), "absent")
	if err != nil {
		t.Fatal(err)
	}
	err = topic.Write(t.Context(), full())
	if !errors.Is(err, kerr.UnknownTopicOrPartition) || !strings.Contains(err.Error(), "publishing the dead letter of ORG.runs/3@70 to absent: ") {
		t.Errorf("got %v", err)
	}
	over, cancel := context.WithCancel(t.Context())
	cancel()
	if err := topic.Write(over, full()); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestTopicNeedsAllAcks(t *testing.T) {
	c := client(t, "127.0.0.1:1", kgo.RequiredAcks(kgo.LeaderAck()), kgo.DisableIdempotentWrite())
	if _, err := NewTopic(c, "dead"); err == nil || !strings.Contains(err.Error(), "acks=all") {
		t.Errorf("got %v", err)
	}
	if _, err := NewTopic(c, ""); err == nil || !strings.Contains(err.Error(), "without a name") {
		t.Errorf("got %v", err)
	}
}
