package demo

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/drayhq/dray/core/explain"
	"github.com/drayhq/dray/core/standin/circleci"
	"github.com/drayhq/dray/core/standin/port"
)

// shower writes the demo's story. Steps come from dray's own goroutines.
type shower struct {
	mu sync.Mutex
	w  io.Writer
}

func triggered(s circleci.State) bool { return s.Triggered > 0 }

func (s *shower) print(format string, args ...any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, _ = fmt.Fprintf(s.w, format+"\n", args...) // nobody is left to tell if the terminal is gone
}

// message shows what Port publishes.
func (s *shower) message(signed []byte) {
	var pretty bytes.Buffer
	if json.Indent(&pretty, signed, "  ", "  ") != nil {
		pretty.Reset()
		pretty.Write(signed)
	}
	s.print("Port publishes a signed run on the topic %s:\n\n  %s\n\ndray takes it through its chain:\n", runs, pretty.String())
}

// step shows what a step of the chain did.
func (s *shower) step(step explain.Step) {
	var text strings.Builder
	if step.Text(&text) == nil {
		s.print("%s", strings.TrimSuffix(text.String(), "\n"))
	}
}

// pipeline shows what reached CircleCI, and its answer.
func (s *shower) pipeline(r circleci.Request) {
	s.print("\nCircleCI's stand-in got it:\n\n  POST %s\n  Circle-Token: ***\n  %s\n\n  answered %d: pipeline %d, %s",
		r.Path, r.Body, r.Status, r.Pipeline.Number, r.Pipeline.ID)
}

// run shows what a person sees at Port.
func (s *shower) run(r port.Run) {
	var logs strings.Builder
	for _, line := range r.Logs {
		logs.WriteString("\n  log            " + strings.ReplaceAll(line.Message, "\n", "\n                 "))
	}
	s.print("\nPort now shows for the run %s:\n\n  status         %s\n  summary        %s\n  external run   %s%s",
		r.ID, r.Status, r.Summary, r.ExternalRunID, logs.String())
}

// serving says how to send more.
func (s *shower) serving(h *harbour) {
	s.print("\nEverything stays up until you press Ctrl-C:\n\n  Kafka      %s\n  Port       %s\n  CircleCI   %s\n  modules    %s\n\n"+
		"To send a run, in another terminal:\n\n  PORT_ORG_ID=%s PORT_CLIENT_ID=%s PORT_CLIENT_SECRET=%s KAFKA_CONSUMER_BROKERS=%s dray emit %s\n",
		h.kafka.Addr(), h.portAt.URL, h.circleciAt.URL, h.transforms, org, clientID, clientSecret, h.kafka.Addr(), h.eventDoc)
}

// stopped shows that nothing is left to do.
func (s *shower) stopped(committed, end int64) {
	s.print("\ndray has stopped. Of the %d messages on %s it has settled %d.", end, runs, committed)
}
