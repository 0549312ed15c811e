package link

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"slices"
	"syscall"
	"time"

	"github.com/drayhq/dray/plugins/http/address"
)

// guard dials, and refuses addresses once they are resolved: a name that
// resolves to another address for the check than for the call gains nothing.
type guard struct {
	timeout     time.Duration
	denyPrivate bool
	proxies     []string // host:port, which the operator chose and may be anywhere
}

func (g guard) dial(ctx context.Context, network, hostPort string) (net.Conn, error) {
	dialer := net.Dialer{Timeout: g.timeout}
	if !slices.Contains(g.proxies, hostPort) {
		dialer.ControlContext = g.check
	}
	conn, err := dialer.DialContext(ctx, network, hostPort)
	if err != nil {
		return nil, err
	}
	return &countingConn{Conn: conn}, nil
}

func (g guard) check(_ context.Context, _, resolved string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(resolved)
	if err != nil {
		return fmt.Errorf("reading the resolved address %q: %w", resolved, err)
	}
	return address.CheckIP(at.Addr(), g.denyPrivate)
}
