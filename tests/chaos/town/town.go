package town

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/drayhq/dray/core/intake/kafkaclient"
	"github.com/drayhq/dray/core/standin/circleci"
	"github.com/drayhq/dray/core/standin/port"
	"github.com/drayhq/dray/core/standin/stage"
	"github.com/drayhq/dray/tests/chaos/history"
)

// Options says what a town is made of.
type Options struct {
	Binary       string // dray
	Mapping      string // port-agent's
	Dir          string // for its files, must be there and empty
	Logs         string // the folder for what dray logs
	Replicas     int
	Partitions   int
	Session      time.Duration
	MaxUnsettled int
	Store        bool // give the replica, which must be the only one, a store
}

// Town is one organisation and what it deals with.
type Town struct {
	Options
	Book     *history.Book
	CircleCI *circleci.Server
	Port     *port.Server
	Replicas []*Replica

	org, id, secret, token string
	runs, group            string
	country                *Country
	servers                []*stage.Server
	client                 *kgo.Client
	admin                  *kadm.Client
	stop                   context.CancelFunc
	followed               chan struct{}
}

// Open makes a town on a country's brokers, with no replica started.
func Open(ctx context.Context, country *Country, o Options) (*Town, error) {
	name := strings.ToLower(rand.Text()[:12])
	t := &Town{
		Options: o, Book: history.NewBook(o.Partitions), country: country, followed: make(chan struct{}),
		org: "org_" + name, id: "client-id-" + name, secret: "client-secret-" + rand.Text(), token: "token-" + rand.Text(),
	}
	t.runs, t.group = t.org+".runs", t.org+".dray"
	t.CircleCI = circleci.New(circleci.Options{Tokens: []string{t.token}, Forget: true})
	t.Port = port.New(port.Options{ClientID: t.id, ClientSecret: t.secret})
	ctx, t.stop = context.WithCancel(context.WithoutCancel(ctx))
	if err := t.open(ctx); err != nil {
		return nil, errors.Join(err, t.Close())
	}
	return t, nil
}

func (t *Town) open(ctx context.Context) error {
	opts, err := kafkaclient.Options(t.country.cluster.Admin())
	if err != nil {
		return err
	}
	t.client, err = kgo.NewClient(append(opts, kgo.RecordPartitioner(kgo.ManualPartitioner()), kgo.ProducerLinger(0))...)
	if err != nil {
		return fmt.Errorf("making a Kafka client: %w", err)
	}
	t.admin = kadm.NewClient(t.client)
	for topic, partitions := range map[string]int{t.runs: t.Partitions, t.org + ".change.log": 1} {
		if _, err := t.admin.CreateTopic(ctx, int32(partitions), int16(len(t.country.cluster.Brokers)), nil, topic); err != nil {
			return fmt.Errorf("making the topic %s: %w", topic, err)
		}
	}
	go t.follow(ctx)
	circle, err := t.serve(t.noted(t.CircleCI, t.noteTrigger))
	if err != nil {
		return err
	}
	told, err := t.serve(t.noted(t.Port, t.noteTelling))
	if err != nil {
		return err
	}
	for i := range t.Options.Replicas {
		r := &Replica{town: t, number: i, dir: filepath.Join(t.Dir, fmt.Sprint("replica-", i))}
		if err := r.lay(circle, told); err != nil {
			return err
		}
		t.Replicas = append(t.Replicas, r)
	}
	return nil
}

// Lag gives how many messages lie ahead of the group.
func (t *Town) Lag(ctx context.Context) (int64, error) {
	lags, err := t.admin.Lag(ctx, t.group)
	if err != nil {
		return 0, fmt.Errorf("asking for the lag of %s: %w", t.group, err)
	}
	lag := lags[t.group]
	return lag.Lag.Total(), lag.Error()
}

// Close ends all that is left.
func (t *Town) Close() error {
	for _, r := range t.Replicas {
		r.close()
	}
	t.stop()
	if t.client != nil {
		<-t.followed
		t.client.Close()
	}
	for _, server := range t.servers {
		server.Close()
	}
	return nil
}
