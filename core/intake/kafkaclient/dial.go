package kafkaclient

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"os"
	"time"

	"github.com/drayhq/dray/core/config"
)

const dialTimeout = 10 * time.Second // kgo's

// ReadTLS gives how connections are encrypted, nil if they are not. An error says what
// is wrong with the files that t names.
func ReadTLS(t config.TLS) (*tls.Config, error) {
	if !t.Enabled {
		return nil, nil
	}
	return tlsConfig(t)
}

// passing has kgo take a refused connection, or a name that is not there now, for
// something that passes, as it takes a timeout.
func passing(err error) error {
	refused, ok := errors.AsType[*net.OpError](err)
	if !ok || refused.Op != "dial" {
		return err
	}
	again := *refused
	again.Err = temporary{refused.Err}
	return &again
}

type temporary struct{ error }

func (temporary) Timeout() bool   { return true }
func (temporary) Temporary() bool { return true }
func (t temporary) Unwrap() error { return t.error }

func tlsConfig(t config.TLS) (*tls.Config, error) {
	encryption := &tls.Config{
		MinVersion:         tls.VersionTLS12,
		ServerName:         t.ServerName,         // "": the broker's name
		InsecureSkipVerify: t.InsecureSkipVerify, //nolint:gosec // off unless the operator asks for it
	}
	if t.CAFile != "" {
		text, err := os.ReadFile(t.CAFile)
		if err != nil {
			return nil, fmt.Errorf("reading kafka.tls.ca_file: %w", err)
		}
		encryption.RootCAs = x509.NewCertPool()
		if !encryption.RootCAs.AppendCertsFromPEM(text) {
			return nil, fmt.Errorf("reading kafka.tls.ca_file: %s holds no certificate in PEM", t.CAFile)
		}
	}
	if t.CertFile != "" || t.KeyFile != "" {
		pair, err := tls.LoadX509KeyPair(t.CertFile, t.KeyFile)
		if err != nil {
			return nil, fmt.Errorf("reading kafka.tls.cert_file and key_file: %w", err)
		}
		encryption.Certificates = []tls.Certificate{pair}
	}
	return encryption, nil
}
