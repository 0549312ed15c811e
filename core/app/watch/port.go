//go:build !lean

package watch

import (
	"net/http"
	"strings"
)

// Transport gives next, a transport to Port's API, watched.
func (w *Watch) Transport(next http.RoundTripper) http.RoundTripper {
	if w == nil || w.metrics == nil {
		return next
	}
	return transport{next, w}
}

type transport struct {
	next  http.RoundTripper
	watch *Watch
}

// RoundTrip makes a call and counts it.
func (t transport) RoundTrip(request *http.Request) (*http.Response, error) {
	from := now()
	response, err := t.next.RoundTrip(request)
	status, left := 0, ""
	if err == nil {
		status, left = response.StatusCode, remaining(response.Header.Get)
	}
	t.watch.metrics.Called(call(request.Method, request.URL.Path), status, now().Sub(from), left)
	return response, err
}

// CloseIdleConnections gives them back.
func (t transport) CloseIdleConnections() {
	if idle, ok := t.next.(interface{ CloseIdleConnections() }); ok {
		idle.CloseIdleConnections()
	}
}

// call says what a call to Port is for.
func call(method, path string) string {
	switch {
	case strings.HasSuffix(path, "/auth/access_token"):
		return "token"
	case strings.HasSuffix(path, "/logs"):
		return "log_line"
	case strings.HasSuffix(path, "/response"):
		return "response"
	case strings.HasSuffix(path, "/claim-pending"):
		return "claim"
	case strings.HasSuffix(path, "/runs/ack"):
		return "ack"
	case method == http.MethodPatch && strings.Contains(path, "/runs/"):
		return "status"
	case strings.HasSuffix(path, "/kafka-credentials"):
		return "kafka_credentials"
	default:
		return "other"
	}
}
