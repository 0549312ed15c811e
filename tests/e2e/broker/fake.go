package broker

import (
	"context"
	"crypto/tls"
	"encoding/pem"
	"fmt"
	"net"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/twmb/franz-go/pkg/kfake"

	"github.com/drayhq/dray/core/config"
)

const (
	user     = "org"
	password = "reader-of-the-fake-broker"
)

// fake is a kfake that keeps its data and its port over restarts.
type fake struct {
	data, ca    string
	certificate tls.Certificate
	addr        string // "" before the first start
	cluster     *kfake.Cluster
}

// newFake prepares a broker with the certificate that net/http's tests have for
// the loopback.
func newFake(dir string) (*fake, error) {
	lender := httptest.NewTLSServer(nil)
	defer lender.Close()
	f := &fake{
		data: filepath.Join(dir, "data"), ca: filepath.Join(dir, "ca.pem"),
		certificate: lender.TLS.Certificates[0],
	}
	ca := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: lender.Certificate().Raw})
	if err := os.WriteFile(f.ca, ca, 0o600); err != nil {
		return nil, fmt.Errorf("writing the broker's certificate: %w", err)
	}
	return f, nil
}

// Resume starts the broker on the port and the data that it had.
func (f *fake) Resume(context.Context) error {
	opts := []kfake.Opt{
		kfake.NumBrokers(1),
		kfake.DataDir(f.data),
		kfake.EnableSASL(), kfake.Superuser("SCRAM-SHA-512", user, password),
		kfake.TLS(&tls.Config{Certificates: []tls.Certificate{f.certificate}, MinVersion: tls.VersionTLS12}),
		kfake.GroupMinSessionTimeout(time.Second),
		kfake.BrokerConfigs(map[string]string{"message.max.bytes": strconv.Itoa(maxBytes)}),
	}
	if f.addr != "" {
		_, port, err := net.SplitHostPort(f.addr)
		if err != nil {
			return fmt.Errorf("reading the broker's address: %w", err)
		}
		number, err := strconv.Atoi(port)
		if err != nil {
			return fmt.Errorf("reading the broker's port: %w", err)
		}
		opts = append(opts, kfake.Ports(number))
	}
	cluster, err := kfake.NewCluster(opts...)
	if err != nil {
		return fmt.Errorf("starting the embedded Kafka: %w", err)
	}
	f.cluster, f.addr = cluster, cluster.ListenAddrs()[0]
	return nil
}

// Stop ends the broker; it can be resumed.
func (f *fake) Stop() { f.cluster.Close() }

// Kafka and Admin are the same: kfake's one user may do anything.
func (f *fake) Kafka() config.Kafka { return f.Admin() }

// Admin gives the config of a client.
func (f *fake) Admin() config.Kafka {
	return config.Kafka{
		Brokers: []string{f.addr},
		TLS:     config.TLS{Enabled: true, CAFile: f.ca},
		SASL:    config.SASL{Mechanism: "SCRAM-SHA-512", Username: user, Password: password},
	}
}
