package port

import (
	"crypto/tls"
	"testing"
)

// Port's token goes over TLS 1.2 or better, and no answer takes much room.
func TestTheTransportIsBounded(t *testing.T) {
	transport := NewTransport()
	if got := transport.TLSClientConfig.MinVersion; got != tls.VersionTLS12 {
		t.Errorf("it begins with %s", tls.VersionName(got))
	}
	if transport.TLSClientConfig.InsecureSkipVerify {
		t.Error("certificates are not verified")
	}
	if got := transport.MaxResponseHeaderBytes; got == 0 || got > 1<<20 {
		t.Errorf("an answer's header may have %d bytes", got)
	}
}
