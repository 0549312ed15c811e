package kafkaclient

import (
	"context"
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

// dialer gives what connects to a broker, with TLS if that is on.
func dialer(t config.TLS) (func(ctx context.Context, network, address string) (net.Conn, error), error) {
	open := &net.Dialer{Timeout: dialTimeout}
	if !t.Enabled {
		return open.DialContext, nil
	}
	encryption, err := tlsConfig(t)
	if err != nil {
		return nil, err
	}
	return (&tls.Dialer{NetDialer: open, Config: encryption}).DialContext, nil
}

// CheckTLS says what is wrong with the files that t names. It does not connect.
func CheckTLS(t config.TLS) error {
	_, err := dialer(t)
	return err
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
