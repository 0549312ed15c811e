package bench

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/drayhq/dray/core/standin/circleci"
	"github.com/drayhq/dray/core/standin/kafka"
	"github.com/drayhq/dray/core/standin/port"
	"github.com/drayhq/dray/core/standin/stage"
	"github.com/drayhq/dray/core/verify"
)

const (
	org    = "org_bench"
	topic  = org + ".runs"
	secret = "bench-client-secret"
	token  = "bench-circleci-token"
)

// town is what a program under measurement talks to.
type town struct {
	kafka          *kafka.Kafka
	port, circleci *meter
	environ        []string // by which a program finds it: port-agent's
}

// newTown opens a town whose topic holds messages. mapping is a file beside the
// CircleCI example.
func newTown(b *testing.B, mapping string, messages int) *town {
	b.Helper()
	k, err := kafka.Start(topic, org+".change.log")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(k.Close)
	t := &town{kafka: k}
	t.publish(b, messages)
	mapping, err = filepath.Abs(filepath.Join("..", "..", "configs", "examples", "circleci", mapping))
	if err != nil {
		b.Fatal(err)
	}
	t.port = newMeter(port.New(port.Options{Forget: true}))
	t.circleci = newMeter(circleci.New(circleci.Options{Tokens: []string{token}, Forget: true}))
	t.environ = []string{
		"PORT_ORG_ID=" + org, "PORT_CLIENT_ID=bench", "PORT_CLIENT_SECRET=" + secret,
		"PORT_API_BASE_URL=" + serve(b, t.port),
		"KAFKA_CONSUMER_BROKERS=" + k.Addr(),
		"KAFKA_CONSUMER_SECURITY_PROTOCOL=plaintext", "KAFKA_CONSUMER_AUTHENTICATION_MECHANISM=none",
		"KAFKA_RUNS_TOPIC=" + topic,
		"CONTROL_THE_PAYLOAD_CONFIG_PATH=" + mapping,
		"CIRCLE_CI_URL=" + serve(b, t.circleci), "CIRCLE_CI_TOKEN=" + token,
	}
	return t
}

func serve(b *testing.B, h http.Handler) (url string) {
	b.Helper()
	s, err := stage.Serve(h)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(s.Close)
	return s.URL
}

// publish puts signed messages into the topic, in batches such as come out of a
// producer that lingers for a moment.
func (t *town) publish(b *testing.B, messages int) {
	b.Helper()
	event, err := os.ReadFile("testdata/event.json")
	if err != nil {
		b.Fatal(err)
	}
	var batch [][]byte
	for i := range messages {
		id := fmt.Appendf(nil, "r_%016d", i)
		signed, err := verify.Attach(bytes.Replace(event, []byte("r_0000000000000000"), id, 1), secret, time.Now())
		if err != nil {
			b.Fatal(err)
		}
		if batch = append(batch, signed); len(batch) < 100 && i < messages-1 {
			continue
		}
		if err := t.kafka.Produce(b.Context(), topic, batch...); err != nil {
			b.Fatal(err)
		}
		batch = nil
	}
}
