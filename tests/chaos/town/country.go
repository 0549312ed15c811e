package town

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"github.com/twmb/franz-go/pkg/kadm"

	"github.com/drayhq/dray/tests/chaos/history"
	"github.com/drayhq/dray/tests/chaos/links"
	"github.com/drayhq/dray/tests/kafka/server"
)

// Country is the brokers, which several towns have one after the other. Each
// replica gets to each broker by a proxy of its own.
type Country struct {
	cluster *server.Cluster
	links   [][]*links.Link // by replica and broker
	lane    sync.Mutex      // one broker at a time may be gone
}

// Found starts the brokers, with ways for so many replicas.
func Found(ctx context.Context, dir string, brokers, replicas int) (*Country, error) {
	c := &Country{links: make([][]*links.Link, replicas)}
	maker := links.New()
	ways := make([]server.Way, replicas)
	for i := range ways {
		ways[i] = func(upstream string) (string, error) {
			link, err := maker.To(upstream)
			if err != nil {
				return "", err
			}
			c.links[i] = append(c.links[i], link)
			return link.Address, nil
		}
	}
	dir = filepath.Join(dir, "kafka")
	if err := os.Mkdir(dir, 0o700); err != nil {
		return nil, fmt.Errorf("making the brokers' folder: %w", err)
	}
	var err error
	c.cluster, err = server.StartCluster(ctx, dir, brokers, ways...)
	return c, err
}

// Close ends the brokers.
func (c *Country) Close() {
	if c.cluster != nil {
		c.cluster.Stop()
	}
	for _, ways := range c.links {
		for _, link := range ways {
			link.Close()
		}
	}
}

// Restart takes a broker away and brings it back, in good order or not. The lane
// must be held.
func (c *Country) Restart(ctx context.Context, admin *kadm.Client, broker int, how history.What) error {
	one := c.cluster.Brokers[broker]
	if how == history.BrokerKill {
		one.Kill()
	} else {
		one.Stop()
	}
	if err := one.Resume(ctx); err != nil {
		return err
	}
	return c.cluster.InSync(ctx, admin)
}
