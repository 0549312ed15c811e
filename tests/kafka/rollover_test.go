package kafka

import (
	"bufio"
	"context"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"github.com/twmb/franz-go/pkg/kgo"
)

const partitions = 2

// The group rolls over from a member as port-agent is one (range, eager, commits
// one by one) to dray, and back, while messages come in.
func TestAGroupIsSharedWithARangeMember(t *testing.T) {
	p := newPlace(t, partitions)
	done := newTally()
	agent := connect(t, broker.user,
		kgo.ConsumerGroup(p.group), kgo.ConsumeTopics(p.topic), kgo.Balancers(kgo.RangeBalancer()),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()), kgo.DisableAutoCommit(), kgo.BlockRebalanceOnPoll(),
	)
	working, quit := context.WithCancel(t.Context())
	defer quit()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for working.Err() == nil {
			agent.PollRecords(working, 5).EachRecord(func(record *kgo.Record) {
				done.add(name(record.Partition, record.Value))
				if err := agent.CommitRecords(t.Context(), record); err != nil {
					t.Errorf("the range member's commit: %v", err)
				}
			})
			agent.AllowRebalance()
		}
	}()
	p.rollOver(done, func() {
		quit()
		<-ended
		agent.Close()
	})
}

// The same with librdkafka itself, which kcat is made of.
func TestAGroupIsSharedWithLibrdkafka(t *testing.T) {
	p := newPlace(t, partitions)
	kcat, err := exec.LookPath("kcat")
	if err != nil {
		t.Skip("needs kcat (Debian: apt-get install kcat)")
	}
	if broker.own == nil {
		t.Skip("the users of the broker are not known")
	}
	kafka := broker.user
	kafka.SASL.Mechanism = "PLAIN" // librdkafka before 2.8 gets SCRAM wrong, which Kafka 4 minds
	agent := exec.Command(kcat, "-q", "-u", "-f", `%p-%s\n`,
		"-b", strings.Join(kafka.Brokers, ","), "-X", "security.protocol=sasl_ssl",
		"-X", "sasl.mechanism="+kafka.SASL.Mechanism, "-X", "sasl.username="+kafka.SASL.Username, "-X", "sasl.password="+kafka.SASL.Password,
		"-X", "ssl.ca.location="+kafka.TLS.CAFile, "-X", "auto.offset.reset=earliest", "-G", p.group, p.topic,
	)
	agent.Stderr = p.log
	out, err := agent.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := agent.Start(); err != nil {
		t.Fatal(err)
	}
	done := newTally()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for lines := bufio.NewScanner(out); lines.Scan(); {
			done.add(lines.Bytes())
		}
	}()
	stop := func() {
		_ = agent.Process.Signal(syscall.SIGTERM)
		<-ended
		_ = agent.Wait()
	}
	defer stop()
	p.rollOver(done, stop)
}

// rollOver has dray join a group that works, and the member before leave it.
func (p place) rollOver(done *tally, leave func()) {
	p.Helper()
	p.produceEach(0, 50)
	done.await(p.T, 50)
	dray := p.open()
	go done.work(p.Context(), dray)
	p.produceEach(50, 100)
	done.await(p.T, 2*100)
	leave()
	p.produceEach(100, 150)
	done.once(p.T, partitions*150)
	p.committed(partitions * 150)
}

// produceEach puts messages into each partition.
func (p place) produceEach(from, to int) {
	p.Helper()
	for partition := range int32(partitions) {
		p.produce(partition, from, to)
	}
}
