package page

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"strconv"
	"strings"
)

// Place is where the page is served.
type Place struct {
	said string // the host that was asked for
	addr netip.AddrPort
}

// Listen listens at address, which is host:port.
func Listen(ctx context.Context, address string) (net.Listener, Place, error) {
	said, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, Place{}, fmt.Errorf("listening: %w: it takes host:port, such as 127.0.0.1:8080", err)
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return nil, Place{}, fmt.Errorf("listening: %w", err)
	}
	addr, err := netip.ParseAddrPort(listener.Addr().String())
	if err != nil {
		return nil, Place{}, fmt.Errorf("listening at %s: %w", listener.Addr(), err)
	}
	return listener, Place{said: said, addr: addr}, nil
}

// Loopback says whether nobody but this machine gets there.
func (p Place) Loopback() bool { return p.addr.Addr().IsLoopback() }

// String gives the address to open.
func (p Place) String() string {
	if p.addr.Addr().IsUnspecified() {
		return fmt.Sprintf("http://localhost:%d", p.addr.Port())
	}
	return "http://" + p.addr.String()
}

// is says whether a Host header means this place. Who makes a name point here has any
// name but these; an address can't be made to.
func (p Place) is(host string) bool {
	name, port, err := net.SplitHostPort(host)
	if err != nil { // the port of http is left out
		name, port = strings.Trim(host, "[]"), "80"
	}
	if port != strconv.Itoa(int(p.addr.Port())) {
		return false
	}
	ip, err := netip.ParseAddr(name)
	if err != nil {
		return name != "" && (strings.EqualFold(name, "localhost") || strings.EqualFold(name, p.said))
	}
	return ip == p.addr.Addr() || p.addr.Addr().IsUnspecified()
}
