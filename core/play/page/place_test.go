package page

import (
	"net/netip"
	"testing"
)

func TestAHostThatMeansThePlace(t *testing.T) {
	for _, test := range []struct {
		said, addr, host string
		want             bool
	}{
		{"127.0.0.1", "127.0.0.1:81", "127.0.0.1:81", true},
		{"127.0.0.1", "127.0.0.1:81", "LocalHost:81", true},
		{"127.0.0.1", "127.0.0.1:81", "localhost:82", false},
		{"127.0.0.1", "127.0.0.1:81", "localhost", false},
		{"127.0.0.1", "127.0.0.1:81", "[::1]:81", false},
		{"127.0.0.1", "127.0.0.1:81", "127.0.0.1.evil.example:81", false},
		{"127.0.0.1", "127.0.0.1:81", "", false},
		{"127.0.0.1", "127.0.0.1:80", "127.0.0.1", true},
		{"::1", "[::1]:80", "[::1]", true},
		{"devbox", "10.1.2.3:81", "devbox:81", true},
		{"devbox", "10.1.2.3:81", "10.1.2.3:81", true},
		{"devbox", "10.1.2.3:81", "10.1.2.4:81", false},
		{"", "[::]:81", "10.1.2.3:81", true},
		{"", "[::]:81", "localhost:81", true},
		{"", "[::]:81", "evil.example:81", false},
		{"", "[::]:80", "", false},
	} {
		p := Place{said: test.said, addr: netip.MustParseAddrPort(test.addr)}
		if got := p.is(test.host); got != test.want {
			t.Errorf("listening at %s (%s): Host %q gives %v", test.said, test.addr, test.host, got)
		}
	}
}

func TestWhereToLook(t *testing.T) {
	for addr, want := range map[string]struct {
		url      string
		loopback bool
	}{
		"127.0.0.1:81": {"http://127.0.0.1:81", true}, "[::1]:81": {"http://[::1]:81", true},
		"[::]:81": {"http://localhost:81", false}, "10.1.2.3:81": {"http://10.1.2.3:81", false},
	} {
		if p := (Place{addr: netip.MustParseAddrPort(addr)}); p.String() != want.url || p.Loopback() != want.loopback {
			t.Errorf("%s gives %s, %v", addr, p, p.Loopback())
		}
	}
	for _, address := range []string{"8080", "127.0.0.1", "127.0.0.1:x"} {
		if listener, _, err := Listen(t.Context(), address); err == nil {
			listener.Close()
			t.Errorf("it listens at %s", address)
		}
	}
}
