package server

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/intake/kafkaclient"
)

// Cluster is brokers that act as one. Each keeps a copy of every internal topic,
// and of others as they are made; a copy on all but one is enough to write.
type Cluster struct{ Brokers []*Server }

// StartCluster starts so many brokers as [Start] does, with what each of the ways
// puts before every one of them.
func StartCluster(ctx context.Context, dir string, brokers int, ways ...Way) (*Cluster, error) {
	folder, err := jars(ctx)
	if err != nil {
		return nil, err
	}
	layouts, err := layOut(brokers, ways)
	if err != nil {
		return nil, err
	}
	if err := certify(storeFile(dir), caFile(dir)); err != nil {
		return nil, err
	}
	c := &Cluster{}
	for _, l := range layouts {
		s := &Server{dir: filepath.Join(dir, fmt.Sprint("broker-", l.id)), keys: dir, jars: folder, layout: l}
		if err := s.prepare(ctx); err != nil {
			return nil, err
		}
		c.Brokers = append(c.Brokers, s)
	}
	if err := c.each(func(s *Server) error { return s.Resume(ctx) }); err != nil {
		c.Stop()
		return nil, err
	}
	if err := c.grant(ctx); err != nil {
		c.Stop()
		return nil, err
	}
	return c, nil
}

// each does the same with all brokers at once: none answers before most are there.
func (c *Cluster) each(do func(*Server) error) error {
	failed := make([]error, len(c.Brokers))
	var wg sync.WaitGroup
	for i, s := range c.Brokers {
		wg.Go(func() { failed[i] = do(s) })
	}
	wg.Wait()
	return errors.Join(failed...)
}

// Stop ends all brokers, as a crash would: a last one can't leave in good order.
func (c *Cluster) Stop() {
	_ = c.each(func(s *Server) error { // none fails
		s.Kill()
		return nil
	})
}

// Kafka gives the config of a client that is User and knows all brokers.
func (c *Cluster) Kafka() config.Kafka {
	return as(User, UserPassword, c.Brokers[0].keys, c.addresses()...)
}

// Admin gives the config of a client that may do anything and knows all brokers.
func (c *Cluster) Admin() config.Kafka {
	return as(Admin, AdminPassword, c.Brokers[0].keys, c.addresses()...)
}

// By gives the config of a client that is User and goes by one of the ways.
func (c *Cluster) By(way int) config.Kafka {
	var addresses []string
	for _, s := range c.Brokers {
		addresses = append(addresses, s.layout.ways[way].advertised)
	}
	return as(User, UserPassword, c.Brokers[0].keys, addresses...)
}

func (c *Cluster) addresses() (out []string) {
	for _, s := range c.Brokers {
		out = append(out, s.Admin().Brokers...)
	}
	return out
}

// grant gives User its rights.
func (c *Cluster) grant(ctx context.Context) error {
	opts, err := kafkaclient.Options(c.Admin())
	if err != nil {
		return err
	}
	client, err := kgo.NewClient(opts...)
	if err != nil {
		return fmt.Errorf("making a Kafka client: %w", err)
	}
	defer client.Close()
	rights := kadm.NewACLs().Allow("User:" + User).AllowHosts().ResourcePatternType(kadm.ACLPatternLiteral).
		Topics("*").Groups("*").Operations(kadm.OpRead)
	results, err := kadm.NewClient(client).CreateACLs(ctx, rights)
	if err != nil {
		return fmt.Errorf("granting rights: %w", err)
	}
	for _, result := range results {
		if result.Err != nil {
			return fmt.Errorf("granting rights: %w", result.Err)
		}
	}
	return nil
}
