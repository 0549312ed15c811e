package intake

import (
	"context"
	"net"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"
)

// virtual runs a test against an embedded cluster in virtual time.
func virtual(t *testing.T, partitions int32, test func(k kafka, network *kfake.VirtualNetwork)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		network := &kfake.VirtualNetwork{}
		k := newKafka(t, partitions, kfake.Ports(9092), kfake.ListenFn(network.Listen))
		k.dial = []kgo.Opt{kgo.Dialer(network.DialContext)}
		test(k, network)
	})
}

// cable is a network connection that can be unplugged, with nobody at its ends
// hearing of it: what is sent arrives once it is plugged in again.
type cable struct {
	dial func(ctx context.Context, network, address string) (net.Conn, error)

	mu  sync.Mutex
	cut chan struct{} // closed when it is plugged in again; nil while it is
}

func (c *cable) option() kgo.Opt {
	return kgo.Dialer(func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := c.dial(ctx, network, address)
		if err != nil {
			return nil, err
		}
		return &wire{conn, c}, nil
	})
}

func (c *cable) unplug() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.cut = make(chan struct{})
}

func (c *cable) plug() {
	c.mu.Lock()
	defer c.mu.Unlock()
	close(c.cut)
	c.cut = nil
}

func (c *cable) await() {
	c.mu.Lock()
	cut := c.cut
	c.mu.Unlock()
	if cut != nil {
		<-cut
	}
}

// wire keeps back what comes in while the cable is unplugged.
type wire struct {
	net.Conn
	cable *cable
}

func (w *wire) Read(into []byte) (int, error) {
	n, err := w.Conn.Read(into)
	w.cable.await()
	return n, err
}
