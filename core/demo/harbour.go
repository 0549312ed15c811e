package demo

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/drayhq/dray/configs"
	"github.com/drayhq/dray/core/standin/circleci"
	"github.com/drayhq/dray/core/standin/kafka"
	"github.com/drayhq/dray/core/standin/port"
	"github.com/drayhq/dray/core/standin/stage"
	examples "github.com/drayhq/dray/wasm-examples"
)

// What the demo's organisation is called and signs with. None of it opens anything.
const (
	org          = "org_demo"
	clientID     = "demo-client-id"
	clientSecret = "demo-client-secret" //nolint:gosec // the stand-in's
	token        = "demo-circleci-token"
	runs         = org + ".runs"
	example      = "examples/circleci"
)

// harbour is everything that dray talks to, on the loopback.
type harbour struct {
	kafka                  *kafka.Kafka
	port                   *port.Server
	circleci               *circleci.Server
	portAt, circleciAt     *stage.Server
	dir, mapping, eventDoc string
	transforms             string // the folder of modules
}

// open starts the stand-ins and lays out the example's files.
func open() (_ *harbour, err error) {
	h := &harbour{
		port:     port.New(port.Options{ClientID: clientID, ClientSecret: clientSecret}),
		circleci: circleci.New(circleci.Options{Tokens: []string{token}}),
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, h.close())
		}
	}()
	if h.kafka, err = kafka.Start(runs, org+".change.log"); err != nil {
		return nil, fmt.Errorf("starting the embedded Kafka: %w", err)
	}
	if h.portAt, err = stage.Serve(h.port); err != nil {
		return nil, fmt.Errorf("starting Port's stand-in: %w", err)
	}
	if h.circleciAt, err = stage.Serve(h.circleci); err != nil {
		return nil, fmt.Errorf("starting CircleCI's stand-in: %w", err)
	}
	if h.dir, err = os.MkdirTemp("", "dray-demo-"); err != nil {
		return nil, fmt.Errorf("making a folder for the example: %w", err)
	}
	files, err := fs.Sub(configs.Examples, example)
	if err != nil {
		return nil, fmt.Errorf("finding the example: %w", err)
	}
	if err := os.CopyFS(h.dir, files); err != nil {
		return nil, fmt.Errorf("laying out the example: %w", err)
	}
	h.transforms = filepath.Join(h.dir, "transforms")
	if err := os.Mkdir(h.transforms, 0o700); err != nil {
		return nil, fmt.Errorf("making the folder of modules: %w", err)
	}
	if err := os.WriteFile(filepath.Join(h.transforms, "run-context.wasm"), examples.RunContext, 0o600); err != nil {
		return nil, fmt.Errorf("laying out the module: %w", err)
	}
	h.mapping, h.eventDoc = filepath.Join(h.dir, "invocations.json"), filepath.Join(h.dir, "event.json")
	return h, nil
}

// environ is what a container beside these stand-ins would be given: port-agent's
// environment, and what the mapping reads.
func (h *harbour) environ() []string {
	return []string{
		"PORT_ORG_ID=" + org,
		"PORT_CLIENT_ID=" + clientID,
		"PORT_CLIENT_SECRET=" + clientSecret,
		"PORT_API_BASE_URL=" + h.portAt.URL,
		"KAFKA_CONSUMER_BROKERS=" + h.kafka.Addr(),
		"KAFKA_CONSUMER_SECURITY_PROTOCOL=plaintext",
		"KAFKA_CONSUMER_AUTHENTICATION_MECHANISM=none",
		"CONTROL_THE_PAYLOAD_CONFIG_PATH=" + h.mapping,
		"CIRCLE_CI_URL=" + h.circleciAt.URL,
		"CIRCLE_CI_TOKEN=" + token,
	}
}

func (h *harbour) close() error {
	var errs []error
	for _, server := range []*stage.Server{h.portAt, h.circleciAt} {
		if server != nil {
			server.Close()
		}
	}
	if h.kafka != nil {
		h.kafka.Close()
	}
	if h.dir != "" {
		errs = append(errs, os.RemoveAll(h.dir))
	}
	return errors.Join(errs...)
}
