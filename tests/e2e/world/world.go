package world

import (
	"context"
	"crypto/rand"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/drayhq/dray/core/standin/circleci"
	"github.com/drayhq/dray/core/standin/port"
	"github.com/drayhq/dray/core/standin/stage"
	"github.com/drayhq/dray/tests/e2e/broker"
	"github.com/drayhq/dray/tests/e2e/process"
)

// World is an organisation and what it deals with.
type World struct {
	Org, ClientID, Secret, Token string
	Runs, Changes, Group         string // topics and consumer group
	Dir                          string // dray's working directory

	Broker             *broker.Broker
	CircleCI           *circleci.Server
	Port               *port.Server
	CircleCIAt, PortAt string // their addresses
	ToCircleCI, ToPort *Record
	binary             string
}

// Options says what differs from the usual. The zero value is the usual.
type Options struct {
	Partitions int32 // of the runs topic; 0: one, as Port's often has
	NoTopics   bool  // the topics are not there
	Kafka      port.Credentials
}

// New makes a world for dray at path binary; the test's end undoes it.
func New(t testing.TB, binary string, b *broker.Broker, o Options) *World {
	t.Helper()
	name := strings.ToLower(rand.Text()[:12])
	w := &World{
		Org: "org_" + name, ClientID: "client-id-" + name,
		// Its first 32 bytes are what Port encrypts with.
		Secret: "port-client-secret-" + rand.Text(), Token: "circleci-token-" + rand.Text(),
		Dir: t.TempDir(), Broker: b, binary: binary,
	}
	w.Runs, w.Changes, w.Group = w.Org+".runs", w.Org+".change.log", w.Org+".dray"
	w.CircleCI = circleci.New(circleci.Options{Tokens: []string{w.Token}})
	w.Port = port.New(port.Options{ClientID: w.ClientID, ClientSecret: w.Secret, Kafka: o.Kafka})
	w.ToCircleCI, w.ToPort = NewRecord(w.CircleCI), NewRecord(w.Port)
	w.CircleCIAt, w.PortAt = Serve(t, w.ToCircleCI), Serve(t, w.ToPort)
	if !o.NoTopics {
		w.CreateTopics(t, max(1, o.Partitions))
	}
	return w
}

// Serve serves h until the test ends, and gives its address.
func Serve(t testing.TB, h http.Handler) string {
	t.Helper()
	server, err := stage.Serve(h)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	return server.URL
}

// CreateTopics makes the organisation's two topics, the runs' with so many partitions.
func (w *World) CreateTopics(t testing.TB, partitions int32) {
	t.Helper()
	ctx := Within(t)
	if err := w.Broker.Create(ctx, partitions, w.Runs); err != nil {
		t.Fatal(err)
	}
	if err := w.Broker.Create(ctx, 1, w.Changes); err != nil {
		t.Fatal(err)
	}
}

// Run starts `dray run`, with more variables that win over those before.
func (w *World) Run(t testing.TB, more ...string) *process.Process {
	t.Helper()
	return w.Start(t, append(w.Environ(), more...), "run")
}

// Start starts dray with exactly this environment.
func (w *World) Start(t testing.TB, environ []string, args ...string) *process.Process {
	t.Helper()
	return process.Start(t, process.Options{Path: w.binary, Dir: w.Dir, Environ: environ, Args: args})
}

// File writes a file into dray's working directory and gives its path.
func (w *World) File(t testing.TB, name, text string) string {
	t.Helper()
	path := filepath.Join(w.Dir, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Within gives a context for all that has to happen soon.
func Within(t testing.TB) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), process.Bound)
	t.Cleanup(cancel)
	return ctx
}
