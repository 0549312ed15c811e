package app_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/drayhq/dray/core/app"
	"github.com/drayhq/dray/core/app/files"
	"github.com/drayhq/dray/core/app/table"
	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/route"
	"github.com/drayhq/dray/core/standin/kafka"
	"github.com/drayhq/dray/core/standin/port"
	"github.com/drayhq/dray/core/standin/stage"
	"github.com/drayhq/dray/core/verify"
	"github.com/drayhq/dray/sdk"
)

const (
	org     = "org_reload"
	secretA = "client-secret-a-0123456789"
	secretB = "client-secret-b-0123456789"
)

// town is a dray in this process, and what it deals with.
type town struct {
	dir      string
	kafka    *kafka.Kafka
	sent     *sent
	endpoint string
	portAt   string
	asked    chan os.Signal
	reloads  chan app.Reload // those that were asked for
	ended    chan error
}

// sent counts the requests of each run.
type sent struct {
	mu     sync.Mutex
	times  map[string]int
	bodies map[string]string // of those that show a version
	came   chan struct{}
}

func (s *sent) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	id := strings.TrimPrefix(r.URL.Path, "/")
	s.mu.Lock()
	s.times[id]++
	if strings.HasPrefix(id, "v") {
		s.bodies[id] = string(body)
	}
	s.mu.Unlock()
	select {
	case s.came <- struct{}{}:
	default:
	}
	w.WriteHeader(http.StatusCreated)
}

// until waits until is says so.
func (s *sent) until(t *testing.T, is func() bool) {
	t.Helper()
	late := time.After(30 * time.Second)
	for {
		s.mu.Lock()
		done := is()
		s.mu.Unlock()
		if done {
			return
		}
		select {
		case <-s.came:
		case <-late:
			t.Fatalf("%d runs were sent, and what is waited for was not", len(s.times))
		}
	}
}

// version waits for a run and gives the mapping's version that it was sent with.
func (s *sent) version(t *testing.T, id string) (version string) {
	t.Helper()
	s.until(t, func() bool {
		_, text, _ := strings.Cut(s.bodies[id], `"version":`)
		version = strings.Trim(text, " }")
		return s.times[id] > 0
	})
	return version
}

func newTown(t *testing.T) *town {
	t.Helper()
	w := &town{
		dir: t.TempDir(), sent: &sent{times: map[string]int{}, bodies: map[string]string{}, came: make(chan struct{}, 1)},
		asked: make(chan os.Signal), reloads: make(chan app.Reload), ended: make(chan error, 1),
	}
	var err error
	if w.kafka, err = kafka.Start(org+".runs", org+".change.log"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.kafka.Close)
	w.endpoint = serve(t, w.sent)
	w.portAt = serve(t, port.New(port.Options{Forget: true}))
	return w
}

func serve(t *testing.T, h http.Handler) string {
	t.Helper()
	server, err := stage.Serve(h)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	return server.URL
}

// file writes a file as an editor does.
func (w *town) file(t *testing.T, name, text string) {
	t.Helper()
	path := filepath.Join(w.dir, name)
	if err := os.WriteFile(path+".tmp", []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(path+".tmp", path); err != nil {
		t.Fatal(err)
	}
}

func (w *town) load(book *files.Book) (*config.Config, error) {
	return config.Load(config.Options{Dir: w.dir, Uses: book.Note, Environ: []string{
		"PORT_ORG_ID=" + org, "PORT_CLIENT_ID=id", "PORT_API_BASE_URL=" + w.portAt, "KAFKA_CONSUMER_BROKERS=" + w.kafka.Addr(),
		"KAFKA_CONSUMER_SECURITY_PROTOCOL=plaintext", "KAFKA_CONSUMER_AUTHENTICATION_MECHANISM=none",
	}})
}

// start runs dray from the files of the folder. What it gives ends it.
func (w *town) start(t *testing.T) (stop func()) {
	t.Helper()
	book := &files.Book{}
	cfg, err := w.load(book)
	if err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.DiscardHandler)
	opener := table.NewOpener(false)
	sources := &app.Sources{
		Load: w.load,
		Open: func(ctx context.Context, cfg *config.Config, book *files.Book) (route.Table, error) {
			return opener.Open(ctx, cfg, sdk.Env{
				Log: log, ClientSecret: cfg.Port.ClientSecret, Now: time.Now, Dir: cfg.Dir, Hosts: cfg.HTTP.Hosts,
				Watch: true, Uses: book.Note, Environ: []string{"TO=" + w.endpoint},
			})
		},
		Look: opener.Reload, Book: book, Level: &slog.LevelVar{}, Asked: w.asked,
	}
	routes, err := sources.Open(t.Context(), cfg, book)
	if err != nil {
		t.Fatal(err)
	}
	a, err := app.New(cfg, routes, app.Vault(cfg, nil), log, false, nil)
	if err != nil {
		t.Fatal(err)
	}
	a.Sources = sources
	a.Reloaded = func(r app.Reload) {
		if r.By == "signal" {
			w.reloads <- r
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	go func() { w.ended <- a.Run(ctx) }()
	return func() {
		cancel()
		if err := <-w.ended; err != nil {
			t.Error(err)
		}
	}
}

// reload asks for one and gives what came of it.
func (w *town) reload() app.Reload {
	w.asked <- os.Interrupt
	return <-w.reloads
}

// publish puts the run on its topic.
func (w *town) publish(ctx context.Context, id string) error {
	event := fmt.Sprintf(`{"action":"go","resourceType":"run","status":"TRIGGERED","context":{"runId":%q},`+
		`"payload":{"action":{"invocationMethod":{"type":"WEBHOOK","agent":true,"url":"http://h"}}},"headers":{}}`, id)
	signed, err := verify.Attach([]byte(event), secretA, time.Now())
	if err != nil {
		return err
	}
	return w.kafka.Produce(ctx, org+".runs", signed)
}
