package admin_test

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/drayhq/dray/core/admin"
)

// pipes is a listener without a network, so that a test can own the time.
type pipes struct {
	conns  chan net.Conn
	closed context.Context
	close  context.CancelFunc
}

func (p pipes) Accept() (net.Conn, error) {
	select {
	case conn := <-p.conns:
		return conn, nil
	case <-p.closed.Done():
		return nil, net.ErrClosed
	}
}
func (p pipes) Close() error { p.close(); return nil }
func (pipes) Addr() net.Addr { return &net.UnixAddr{Name: "pipe", Net: "unix"} }

// A replay is waited for as long as it takes; who says nothing is not.
func TestPatience(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		closed, closeAll := context.WithCancel(t.Context())
		listener := pipes{make(chan net.Conn), closed, closeAll}
		desk := &fakeDesk{fates: []admin.Fate{{ID: "01", Outcome: admin.Parked}}, hold: make(chan struct{})}
		ended := make(chan error, 1)
		go func() { ended <- admin.Serve(ctx, listener, desk, logger()) }()
		dial := func(text string) net.Conn {
			ours, theirs := net.Pipe()
			listener.conns <- theirs
			if _, err := io.WriteString(ours, text); err != nil {
				t.Fatal(err)
			}
			return ours
		}
		const body = `{"all":true,"wait":true}`
		waits := dial("POST /v1/letters/replay HTTP/1.1\r\nHost: dray\r\nContent-Type: application/json\r\nContent-Length: 24\r\n\r\n" + body)
		silent := dial("POST /v1/letters/drop HTTP/1.1\r\nHost: dray\r\nContent-Type: application/json\r\nContent-Length: 24\r\n\r\n{")
		start := time.Now()
		refused, err := io.ReadAll(silent)
		if took := time.Since(start); err != nil || took > 15*time.Second || !strings.Contains(string(refused), "400 Bad Request") {
			t.Errorf("after %s: %v %s", took, err, refused)
		}
		time.Sleep(time.Hour)
		close(desk.hold)
		resp, err := http.ReadResponse(bufio.NewReader(waits), nil)
		if err != nil {
			t.Fatal(err)
		}
		lines := make([]byte, 200)
		if n, err := resp.Body.Read(lines); err != nil || !strings.Contains(string(lines[:n]), `"outcome":"parked"`) {
			t.Errorf("%v %s", err, lines[:n])
		}
		_, _ = io.Copy(io.Discard, resp.Body)
		stop()
		if err := <-ended; err != nil {
			t.Errorf("serving ended with %v", err)
		}
		_ = waits.Close()
		_ = silent.Close()
	})
}
