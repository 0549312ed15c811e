package kafkaclient

import (
	"context"
	"crypto/tls"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/drayhq/dray/core/config"
)

// A client that runs gets in with what was renewed, on its next connection.
func TestAccessIsRenewed(t *testing.T) {
	_, fits := cluster(t)
	wrong := fits
	wrong.SASL.Password = "not yet"
	wrong.TLS.ServerName = "other.invalid"
	access, err := NewAccess(wrong)
	if err != nil {
		t.Fatal(err)
	}
	opts, err := access.Options()
	if err != nil {
		t.Fatal(err)
	}
	client, err := kgo.NewClient(append(opts, kgo.RequestRetries(1))...)
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	ping := func() error {
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		return client.Ping(ctx)
	}
	renew := func(kafka config.Kafka) {
		t.Helper()
		encryption, err := ReadTLS(kafka.TLS)
		if err != nil {
			t.Fatal(err)
		}
		access.Renew(encryption, kafka.SASL)
	}
	if ping() == nil {
		t.Error("it got in with a certificate of another name")
	}
	wrong.TLS = fits.TLS
	renew(wrong)
	if ping() == nil {
		t.Error("it got in with a wrong password")
	}
	renew(config.Kafka{TLS: fits.TLS, SASL: fits.SASL})
	if err := ping(); err != nil {
		t.Errorf("with all that is right: %v", err)
	}
	renew(config.Kafka{TLS: fits.TLS}) // those that Port gave stay
	if login := access.login.Load(); login.password != fits.SASL.Password {
		t.Errorf("the password is %q now", login.password)
	}
}

func TestTLSIsAtLeast12(t *testing.T) {
	encryption, err := ReadTLS(config.TLS{Enabled: true})
	if err != nil || encryption.MinVersion != tls.VersionTLS12 {
		t.Errorf("it begins with %s, %v", tls.VersionName(encryption.MinVersion), err)
	}
}
