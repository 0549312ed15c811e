package kafkaclient

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/config"
)

func TestBrokerAddressesAsLibrdkafkaTakesThem(t *testing.T) {
	got := brokers([]string{" SASL_SSL://b-1:9196, b-2:9196", "", "[::1]:9092"})
	if diff := cmp.Diff([]string{"b-1:9196", "b-2:9196", "[::1]:9092"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestMechanisms(t *testing.T) {
	for given, want := range map[string]string{"plain": "PLAIN", "Scram-Sha-256": "SCRAM-SHA-256", "SCRAM-SHA-512": "SCRAM-SHA-512"} {
		mechanism, err := (&Access{kafka: config.Kafka{SASL: config.SASL{Mechanism: given, Username: "u", Password: "p"}}}).mechanism()
		if err != nil || mechanism.Name() != want {
			t.Errorf("%s gives %v, %v", given, mechanism, err)
		}
	}
	for _, none := range []string{"", "none", "NONE"} {
		if mechanism, err := (&Access{kafka: config.Kafka{SASL: config.SASL{Mechanism: none}}}).mechanism(); err != nil || mechanism != nil {
			t.Errorf("%q gives %v, %v", none, mechanism, err)
		}
	}
}

func TestOptionsSayWhatToMend(t *testing.T) {
	dir := t.TempDir()
	noPEM := filepath.Join(dir, "ca.pem")
	if err := os.WriteFile(noPEM, []byte("not a certificate"), 0o600); err != nil {
		t.Fatal(err)
	}
	seeds := []string{"b:9092"}
	for want, kafka := range map[string]config.Kafka{
		"KAFKA_CONSUMER_BROKERS":                     {Brokers: []string{" "}},
		"user or password is missing":                {Brokers: seeds, SASL: config.SASL{Mechanism: "PLAIN", Username: "u"}},
		`kafka.sasl.mechanism "GSSAPI" is not known`: {Brokers: seeds, SASL: config.SASL{Mechanism: "GSSAPI", Username: "u", Password: "p"}},
		"reading kafka.tls.ca_file: open":            {Brokers: seeds, TLS: config.TLS{Enabled: true, CAFile: filepath.Join(dir, "none")}},
		"holds no certificate in PEM":                {Brokers: seeds, TLS: config.TLS{Enabled: true, CAFile: noPEM}},
		"reading kafka.tls.cert_file and key_file":   {Brokers: seeds, TLS: config.TLS{Enabled: true, CertFile: noPEM, KeyFile: noPEM}},
	} {
		if _, err := Options(kafka); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want an error with %q, got %v", want, err)
		}
	}
}
