package collector

import (
	"context"
	"encoding/hex"
	"io"
	"net/http"

	tracepb "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	"github.com/drayhq/dray/core/standin/stage"
)

// Span is what a span says.
type Span struct {
	Trace, ID, Parent, Name string // hex, hex, hex or "", name
	Start, End              uint64 // nanoseconds
	Attributes              map[string]string
}

// State is what has arrived.
type State struct {
	Spans   []Span
	Headers []http.Header
	Text    string // all of it as JSON
}

// Collector takes spans. Its zero value is ready to be served.
type Collector struct{ state stage.Watched[State] }

// ServeHTTP takes an ExportTraceServiceRequest.
func (c *Collector) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	var data tracepb.TracesData
	if err != nil || r.Method != http.MethodPost || r.URL.Path != "/v1/traces" || proto.Unmarshal(body, &data) != nil {
		http.Error(w, "no traces", http.StatusBadRequest)
		return
	}
	c.state.Do(func(s *State) {
		s.Headers = append(s.Headers, r.Header)
		s.Text += protojson.Format(&data)
		for _, resource := range data.ResourceSpans {
			for _, scope := range resource.ScopeSpans {
				for _, span := range scope.Spans {
					s.Spans = append(s.Spans, spanOf(span))
				}
			}
		}
	})
}

func spanOf(p *tracepb.Span) Span {
	s := Span{
		Trace: hex.EncodeToString(p.TraceId), ID: hex.EncodeToString(p.SpanId), Parent: hex.EncodeToString(p.ParentSpanId),
		Name: p.Name, Start: p.StartTimeUnixNano, End: p.EndTimeUnixNano, Attributes: map[string]string{},
	}
	for _, a := range p.Attributes {
		s.Attributes[a.Key] = a.Value.GetStringValue()
	}
	return s
}

// Wait waits until what has arrived is as wanted.
func (c *Collector) Wait(ctx context.Context, until func(State) bool) (found State, err error) {
	err = c.state.Wait(ctx, func(s *State) bool {
		found = *s
		return until(*s)
	})
	return found, err
}
