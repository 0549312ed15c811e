package link

import (
	"context"
	"errors"
	"net"
	"testing"
	"time"

	"github.com/drayhq/dray/plugins/http/address"
)

func TestGuard(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	here := listener.Addr().String()
	_, port, err := net.SplitHostPort(here)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, to string
		guard    guard
		refused  bool
	}{
		{"an address", here, guard{}, false},
		{"a private address", here, guard{denyPrivate: true}, true},
		{"a private name", "localhost:" + port, guard{denyPrivate: true}, true},
		{"a mapped address", "[::ffff:127.0.0.1]:" + port, guard{denyPrivate: true}, true},
		{"the proxy", here, guard{denyPrivate: true, proxies: []string{here}}, false},
		{"metadata", "169.254.169.254:80", guard{}, true},
	} {
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		conn, err := c.guard.dial(ctx, "tcp", c.to)
		cancel()
		if err == nil {
			conn.Close()
		}
		var refused *address.RefusedError
		if errors.As(err, &refused) != c.refused || !c.refused && err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestMark(t *testing.T) {
	near, far := net.Pipe()
	go func() { _, _ = far.Read(make([]byte, 8)) }()
	counted := &countingConn{Conn: near}
	before := MarkOf(counted)
	if before.Wrote() || (Mark{}).Wrote() {
		t.Error("wrote before anything was written")
	}
	if _, err := counted.Write([]byte("x")); err != nil {
		t.Fatal(err)
	}
	if !before.Wrote() || MarkOf(counted).Wrote() {
		t.Error("a mark tells what was written since it was taken, and only that")
	}
	if !MarkOf(far).Wrote() {
		t.Error("what can't be known must be taken for written")
	}
}
