package kafkaclient

import (
	"context"
	"crypto/tls"
	"encoding/pem"
	"net"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kmsg"
	"go.uber.org/goleak"

	"github.com/drayhq/dray/core/config"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// cluster starts a broker with TLS and SASL and gives it with a config that fits.
func cluster(t *testing.T) (*kfake.Cluster, config.Kafka) {
	t.Helper()
	server := httptest.NewUnstartedServer(nil)
	server.StartTLS() // for its certificate
	pair, authority := server.TLS.Certificates[0], server.Certificate()
	server.Close()
	ca := filepath.Join(t.TempDir(), "ca.pem")
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: authority.Raw})
	if err := os.WriteFile(ca, text, 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := kfake.NewCluster(
		kfake.NumBrokers(1), kfake.SeedTopics(1, "org.runs"),
		kfake.TLS(&tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12}),
		kfake.EnableSASL(), kfake.Superuser("SCRAM-SHA-512", "port", "s3same"),
	)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c, config.Kafka{
		Brokers: c.ListenAddrs(), Group: "org.dray", Topics: config.Topics{Runs: "org.runs"},
		TLS:  config.TLS{Enabled: true, CAFile: ca},
		SASL: config.SASL{Mechanism: "SCRAM-SHA-512", Username: "port", Password: "s3same"},
	}
}

func check(t *testing.T, kafka config.Kafka) error {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	return Check(ctx, kafka)
}

func TestCheckConnects(t *testing.T) {
	_, kafka := cluster(t)
	if err := check(t, kafka); err != nil {
		t.Error(err)
	}
}

func TestCheckSaysWhatToMend(t *testing.T) {
	c, fits := cluster(t)
	for name, broken := range map[string]struct {
		change func(*config.Kafka)
		want   []string
	}{
		"no broker":       {func(k *config.Kafka) { k.Brokers = []string{"127.0.0.1:1"} }, []string{"connecting to broker 127.0.0.1:1", "nothing listens there"}},
		"no host":         {func(k *config.Kafka) { k.Brokers = []string{"kafka.invalid:9092"} }, []string{"check the host names in kafka.brokers"}},
		"wrong password":  {func(k *config.Kafka) { k.SASL.Password = "wrong" }, []string{`"port"`, "KAFKA_CONSUMER_PASSWORD"}},
		"wrong mechanism": {func(k *config.Kafka) { k.SASL.Mechanism = "SCRAM-SHA-256" }, []string{"KAFKA_CONSUMER_"}},
		"unknown CA":      {func(k *config.Kafka) { k.TLS.CAFile = "" }, []string{"not trusted here", "kafka.tls.ca_file"}},
		"another name":    {func(k *config.Kafka) { k.TLS.ServerName = "kafka.example" }, []string{"example.com", "kafka.tls.server_name"}},
		"no TLS":          {func(k *config.Kafka) { k.TLS = config.TLS{} }, []string{"the broker hung up", "kafka.tls"}},
		"unknown topic":   {func(k *config.Kafka) { k.Topics.Changes = "org.change.log" }, []string{"looking at topic org.change.log", "make it or mend kafka.topics"}},
	} {
		t.Run(name, func(t *testing.T) {
			kafka := fits
			broken.change(&kafka)
			err := check(t, kafka)
			if err == nil {
				t.Fatal("the check passes")
			}
			for _, want := range broken.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%q is missing in: %v", want, err)
				}
			}
			if strings.Contains(err.Error(), "s3same") {
				t.Errorf("the password shows: %v", err)
			}
		})
	}
	t.Run("no right to the group", func(t *testing.T) {
		c.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.DescribeGroups}, Err: kerr.GroupAuthorizationFailed})
		if err := check(t, fits); err == nil || !strings.Contains(err.Error(), "KAFKA_CONSUMER_GROUP_ID") {
			t.Errorf("want what to mend, got: %v", err)
		}
	})
}

func TestTLSAgainstAPlaintextPort(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			conn.Write([]byte("what do you want?"))
			conn.Close()
		}
	}()
	err = check(t, config.Kafka{Brokers: []string{listener.Addr().String()}, TLS: config.TLS{Enabled: true}})
	if err == nil || !strings.Contains(err.Error(), "does not speak TLS") {
		t.Errorf("want what to mend, got: %v", err)
	}
}
