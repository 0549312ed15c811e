package http

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/sdk"
	"github.com/drayhq/dray/tests/conformance"
)

type goldenCase struct {
	Mapping, Message string
	Request          *struct {
		Method, URL string
		Body        any
		Headers     map[string]*string
		Query       map[string]string
	}
	Wire *struct {
		Method, URL string
		Body        *string
		Headers     map[string]string
	}
	WireError string `json:"wire_error"`
}

// TestGolden: what the reference agent made of a request on its way to the wire
// is what this step makes of it.
func TestGolden(t *testing.T) {
	var golden struct{ Cases []goldenCase }
	if err := json.Unmarshal(conformance.Read(t, "golden.json"), &golden); err != nil {
		t.Fatal(err)
	}
	s, checked := openStep(t, "", testEnv), 0
	for _, c := range golden.Cases {
		if c.Request == nil || c.Wire == nil && c.WireError == "" {
			continue
		}
		checked++
		if problem := c.compare(t, s); problem != "" {
			t.Errorf("%s with %s: %s", c.Mapping, c.Message, problem)
		}
	}
	if checked == 0 {
		t.Error("no case holds a request")
	}
}

func (c goldenCase) compare(t *testing.T, s *step) string {
	t.Helper()
	request := &sdk.Request{Method: c.Request.Method, URL: c.Request.URL, Body: c.Request.Body, Header: sdk.Header{}}
	for name, value := range c.Request.Headers {
		if value != nil {
			request.Header[name] = []string{*value}
		}
	}
	for name, value := range c.Request.Query {
		request.Query = append(request.Query, sdk.Param{Name: name, Value: value})
	}
	run, err := s.Preview(t.Context(), sdk.Run{Request: request})
	if c.WireError != "" {
		if err == nil {
			return "the reference refuses it: " + c.WireError
		}
		return ""
	}
	if err != nil {
		return err.Error()
	}
	header := map[string]string{}
	for name := range run.Request.Header {
		header[name] = run.Request.Header.Get(name)
	}
	var got, want any
	if c.Wire.Body != nil && json.Unmarshal([]byte(*c.Wire.Body), &want) != nil ||
		run.Request.Wire != nil && json.Unmarshal(run.Request.Wire, &got) != nil {
		return "a body is not JSON"
	}
	return cmp.Diff([]any{c.Wire.Method, c.Wire.URL, c.Wire.Headers, want},
		[]any{run.Request.Method, run.Request.URL, header, got})
}
