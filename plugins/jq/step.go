package jq

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/drayhq/dray/plugins/jq/decrypt"
	"github.com/drayhq/dray/plugins/jq/dialect"
	"github.com/drayhq/dray/plugins/jq/eval"
	"github.com/drayhq/dray/plugins/jq/mapping"
	"github.com/drayhq/dray/plugins/jq/request"
	"github.com/drayhq/dray/sdk"
)

// step makes the requests of one mapping file.
type step struct {
	mapping *mapping.Mapping
	entries []entry
	env     []string // what programs may read, as os.Environ gives it
	secret  string   // Port's client secret
	hosts   []string
}

// entry is one compiled entry of the mapping.
type entry struct {
	index   int
	always  bool          // enabled without a program
	enabled *eval.Program // nil: see always
	request *request.Template
	report  []reportField // nil without a report
	decrypt []string
}

func newStep(m *mapping.Mapping, timeout time.Duration, env sdk.Env) (*step, error) {
	s := &step{mapping: m, env: env.Environ, secret: env.ClientSecret, hosts: env.Hosts}
	c := &eval.Compiler{Mapping: m, Environ: env.Environ, Now: env.Now, Timeout: timeout, Lenient: env.Lenient}
	for _, from := range m.Entries {
		e := entry{index: from.Index, always: from.Enabled.Literal == true, decrypt: from.Decrypt}
		if from.Enabled.Kind == mapping.Program {
			e.enabled = c.Program(from.Index, from.Enabled)
		}
		e.request = request.New(c, from)
		for i := range from.Report {
			e.report = append(e.report, reportField{from.Report[i].Name, c.Program(from.Index, &from.Report[i].Value)})
		}
		s.entries = append(s.entries, e)
	}
	return s, c.Err()
}

// Do gives the run with the request that the first matching entry makes of it.
// The run says also which entry matched if building the request failed.
func (s *step) Do(ctx context.Context, run sdk.Run) (sdk.Run, error) {
	trace := eval.NewTrace(run)
	run, err := s.do(ctx, run, trace)
	return trace.Apply(run), err
}

func (s *step) do(ctx context.Context, run sdk.Run, trace *eval.Trace) (sdk.Run, error) {
	run.Mapping = -1
	e, err := s.choose(ctx, run, trace)
	if err != nil {
		return run, err
	}
	run.Mapping = e.index
	if len(e.decrypt) > 0 {
		run = s.decrypt(run, e.decrypt, trace)
	}
	built, err := e.request.Build(ctx, run, trace)
	if e.report != nil {
		run.Reporter = &reporter{fields: e.report, built: trace, request: built}
	}
	if err != nil {
		return run, err
	}
	run.Request = built
	return run, nil
}

// choose gives the first entry that is enabled for the event as it came.
func (s *step) choose(ctx context.Context, run sdk.Run, trace *eval.Trace) (*entry, error) {
	for i := range s.entries {
		e := &s.entries[i]
		if e.enabled == nil {
			if e.always {
				return e, nil
			}
			continue
		}
		on, err := e.enabled.First(ctx, run.Event, trace)
		if err != nil {
			return nil, err
		}
		if on == true {
			return e, nil
		}
	}
	text := fmt.Sprintf("no mapping matched: none of the %d entries of %s is enabled for this event; add an entry for it, or mend the enabled of one",
		len(s.entries), s.mapping.Name)
	if len(trace.Warnings) > 0 {
		text += ". " + strings.Join(trace.Warnings, ". ")
	}
	return nil, errors.New(text)
}

// decrypt gives the run with an event whose fields at the paths are opened.
func (s *step) decrypt(run sdk.Run, paths []string, trace *eval.Trace) sdk.Run {
	result := decrypt.Fields(run.Event, paths, s.secret)
	trace.Warnings = append(trace.Warnings, result.Warnings...)
	if len(result.Plain) == 0 {
		return run
	}
	trace.Add(dialect.NewOrder(run.Raw, result.Event))
	run.Event = result.Event
	return run.WithSecrets(result.Plain...)
}
