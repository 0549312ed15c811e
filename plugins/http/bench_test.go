package http

import (
	"bytes"
	"encoding/json"
	"io"
	nethttp "net/http"
	"net/http/httptest"
	"testing"

	"github.com/drayhq/dray/sdk"
)

// BenchmarkPost compares the step with a client written by hand that encodes
// and posts the same body, against the same server in the same run.
func BenchmarkPost(b *testing.B) {
	server := httptest.NewServer(nethttp.HandlerFunc(func(w nethttp.ResponseWriter, r *nethttp.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.WriteHeader(nethttp.StatusCreated)
		_, _ = io.WriteString(w, `{"id":"5034460f-c7c4-4c43-9457-de07e2029e7b","state":"pending","number":25}`)
	}))
	defer server.Close()
	url := server.URL + "/api/v2/project/gh%2Forg%2Frepo/pipeline"
	body := map[string]any{"branch": "main", "parameters": map[string]any{"deploy": "true", "replicas": json.Number("3")}}

	b.Run("by hand", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			wire, err := json.Marshal(body)
			if err != nil {
				b.Fatal(err)
			}
			request, err := nethttp.NewRequestWithContext(b.Context(), nethttp.MethodPost, url, bytes.NewReader(wire))
			if err != nil {
				b.Fatal(err)
			}
			request.Header.Set("Circle-Token", "t")
			response, err := nethttp.DefaultClient.Do(request)
			if err != nil {
				b.Fatal(err)
			}
			if _, err := io.ReadAll(response.Body); err != nil {
				b.Fatal(err)
			}
			response.Body.Close()
		}
	})
	run := runTo("POST", url, body)
	run.Request.Header = sdk.Header{"Circle-Token": {"t"}}
	s := openStep(b, "", testEnv)
	b.Run("step", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := s.Do(b.Context(), run); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("preview", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := s.Preview(b.Context(), run); err != nil {
				b.Fatal(err)
			}
		}
	})
}
