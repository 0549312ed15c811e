package kafkaclient

import (
	"context"
	"crypto/tls"
	"net"
	"sync/atomic"

	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/sasl/plain"
	"github.com/twmb/franz-go/pkg/sasl/scram"

	"github.com/drayhq/dray/core/config"
)

// Access is how clients get into a cluster: certificates and credentials, which can be
// renewed while they run. What is connected stays so; the next connection is made
// with the new ones. It is safe for concurrent use.
type Access struct {
	kafka config.Kafka
	tls   atomic.Pointer[tls.Config] // nil: no TLS
	login atomic.Pointer[login]
}

type login struct{ user, password string }

// NewAccess reads the TLS files. It does not connect.
func NewAccess(kafka config.Kafka) (*Access, error) {
	encryption, err := ReadTLS(kafka.TLS)
	if err != nil {
		return nil, err
	}
	a := &Access{kafka: kafka}
	a.Renew(encryption, kafka.SASL)
	return a, nil
}

// Renew takes what [ReadTLS] gave, and other credentials for the same mechanism. It
// can turn TLS neither on nor off, and empty credentials change nothing.
func (a *Access) Renew(encryption *tls.Config, s config.SASL) {
	a.tls.Store(encryption)
	if s.Username != "" && s.Password != "" || a.login.Load() == nil {
		a.login.Store(&login{s.Username, s.Password})
	}
}

// Options gives what every client of the cluster needs: where it is and how to
// authenticate. An error names the setting to mend.
func (a *Access) Options() ([]kgo.Opt, error) {
	return a.options(func(err error) error { return err })
}

// Patient gives the same for a client that has to outlive its brokers' restarts:
// while no broker listens, its requests wait and are repeated. Otherwise kgo gives
// up at once when the last broker refuses, and with that the group's membership,
// of which the broker still knows when it is back.
func (a *Access) Patient() ([]kgo.Opt, error) { return a.options(passing) }

func (a *Access) dial(ctx context.Context, network, address string) (net.Conn, error) {
	open := &net.Dialer{Timeout: dialTimeout}
	if encryption := a.tls.Load(); encryption != nil {
		return (&tls.Dialer{NetDialer: open, Config: encryption}).DialContext(ctx, network, address)
	}
	return open.DialContext(ctx, network, address)
}

func (a *Access) plain(context.Context) (plain.Auth, error) {
	l := a.login.Load()
	return plain.Auth{User: l.user, Pass: l.password}, nil
}

func (a *Access) scram(context.Context) (scram.Auth, error) {
	l := a.login.Load()
	return scram.Auth{User: l.user, Pass: l.password}, nil
}
