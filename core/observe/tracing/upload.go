package tracing

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/cenkalti/backoff/v5"
	tracepb "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/proto"
)

// Bounds of telling the collector. What it doesn't take in time is lost.
const (
	oneTry   = 10 * time.Second
	allTries = 30 * time.Second
	answer   = 64 << 10 // bytes of its answer that are read, to keep the connection
)

// upload sends spans by OTLP over HTTP. OpenTelemetry's own exporter does the same and
// brings gRPC along, which takes longer to compile than all of dray.
// https://opentelemetry.io/docs/specs/otlp/#otlphttp
type upload struct {
	endpoint string
	header   http.Header
	client   *http.Client
	log      *slog.Logger

	mu   sync.Mutex
	said string // what is wrong, so that it is said once
}

func newUpload(o Options) (*upload, error) {
	at, err := url.Parse(o.Endpoint)
	if err != nil || at.Host == "" {
		return nil, errors.New("reading observe.traces.endpoint: it takes an address such as http://otel-collector:4318")
	}
	if strings.Trim(at.Path, "/") == "" {
		at.Path = "/v1/traces"
	}
	header := o.Header.Clone()
	if header == nil {
		header = http.Header{}
	}
	header.Set("Content-Type", "application/x-protobuf")
	header.Set("User-Agent", "dray/"+o.Version)
	return &upload{
		endpoint: at.String(), header: header, log: o.Log,
		client: &http.Client{
			Timeout: oneTry,
			Transport: &http.Transport{
				Proxy: http.ProxyFromEnvironment, TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12},
				MaxConnsPerHost: 2, IdleConnTimeout: time.Minute, TLSHandshakeTimeout: oneTry,
			},
			// The headers may hold a token.
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}, nil
}

// Start does nothing: the first spans connect.
func (u *upload) Start(context.Context) error { return nil }

// Stop gives the connections back.
func (u *upload) Stop(context.Context) error {
	u.client.CloseIdleConnections()
	return nil
}

// UploadTraces sends spans. It says in the log what goes wrong, and gives no error:
// OpenTelemetry would write that past the logger that hides secrets.
func (u *upload) UploadTraces(ctx context.Context, spans []*tracepb.ResourceSpans) error {
	// On the wire it is the same as an ExportTraceServiceRequest.
	body, err := proto.Marshal(&tracepb.TracesData{ResourceSpans: spans})
	if err == nil {
		_, err = backoff.Retry(ctx, func() (struct{}, error) { return struct{}{}, u.send(ctx, body) },
			backoff.WithMaxElapsedTime(allTries))
	}
	u.tell(ctx, err)
	return nil
}

func (u *upload) send(ctx context.Context, body []byte) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, u.endpoint, bytes.NewReader(body))
	if err != nil {
		return backoff.Permanent(err)
	}
	request.Header = u.header.Clone()
	response, err := u.client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	_, _ = io.CopyN(io.Discard, response.Body, answer) // its end or not, the status counts
	switch {
	case response.StatusCode < 300:
		return nil
	case response.StatusCode == http.StatusTooManyRequests, response.StatusCode >= 502 && response.StatusCode <= 504:
		return fmt.Errorf("the collector answered %d", response.StatusCode)
	default:
		return backoff.Permanent(fmt.Errorf("the collector answered %d", response.StatusCode))
	}
}

// tell says what is wrong, and that it is over, once.
func (u *upload) tell(ctx context.Context, err error) {
	text := ""
	if err != nil {
		text = err.Error()
	}
	u.mu.Lock()
	before := u.said
	u.said = text
	u.mu.Unlock()
	switch {
	case text != "" && before == "":
		u.log.WarnContext(ctx, "traces can't be sent and are lost; runs are not concerned", "endpoint", u.endpoint, "error", text)
	case text == "" && before != "":
		u.log.InfoContext(ctx, "traces can be sent again")
	}
}
