package e2e

import (
	"encoding/json"
	"encoding/pem"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/standin/port"
	"github.com/drayhq/dray/tests/e2e/world"
)

// got is a request as an endpoint of one's own sees it.
type got struct {
	*http.Request
	body []byte
}

// endpoint gives a handler that answers 200 and hands on what it got.
func endpoint() (http.Handler, <-chan got) {
	requests := make(chan got, 100)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body) // what is missing shows in the body
		requests <- got{r, body}
		w.WriteHeader(http.StatusOK)
	}), requests
}

// Without a mapping the whole message goes to the address that the action names,
// signed, so that the endpoint can tell who asks.
func TestForwardsWithoutAMapping(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	handler, requests := endpoint()
	url := world.Serve(t, handler) + "/hook?x=1"
	event := world.NewEvent("r_forward").With("payload.action.invocationMethod.url", url).
		With("payload.action.invocationMethod.method", "PUT").
		With("payload.properties.number", json.Number("1e-7"))
	dray := w.Run(t, "CONTROL_THE_PAYLOAD_CONFIG_PATH=")
	w.Publish(t, event.Signed(w.Secret))
	request := <-requests
	w.Settled(t)
	dray.Stop(t)
	if request.Method != http.MethodPut || request.URL.String() != "/hook?x=1" {
		t.Errorf("got %s %s", request.Method, request.URL)
	}
	want := world.Sign(w.Secret, request.Header.Get("X-Port-Timestamp"), request.body)
	if signature := request.Header.Get("X-Port-Signature"); signature != want {
		t.Errorf("signed %q, want %q", signature, want)
	}
	var body, sent any
	if err := json.Unmarshal(request.body, &body); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(event.JSON(), &sent); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(sent, body); diff != "" {
		t.Error(diff)
	}
}

// An endpoint that nobody listens at has not been reached: the run is tried again
// until there is somebody.
func TestAnEndpointComesUp(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	place := world.Reserve(t)
	dray := w.Run(t, "CIRCLE_CI_URL=http://"+place.Address)
	w.Dispatch(t, "r_1")
	w.Shown(t, "r_1", func(run port.Run) bool { return contains(said(run), "nothing was sent", "gain") })

	server, listener := &http.Server{Handler: w.CircleCI}, place.Listen(t)
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { server.Close() })
	w.Triggered(t, 1)
	w.Settled(t)
	dray.Stop(t)
	once(t, w.CircleCI.State(), 1)
	if run := w.Port.Runs()["r_1"]; run.Ended() {
		t.Errorf("it has ended: %+v", run)
	}
}

// A certificate that isn't trusted keeps a run from being sent, unless one says
// that it doesn't matter, or whom to trust.
func TestCertificates(t *testing.T) {
	t.Parallel()
	for name, story := range map[string]struct {
		environ func(ca string) string
		sent    bool
	}{
		"not trusted": {func(string) string { return "" }, false},
		"any":         {func(string) string { return "WEBHOOK_VERIFY_SSL=false" }, true},
		"trusted":     {func(ca string) string { return "REQUESTS_CA_BUNDLE=" + ca }, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			handler, requests := endpoint()
			server := httptest.NewUnstartedServer(handler)
			server.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
			server.StartTLS()
			t.Cleanup(server.Close)
			ca := w.File(t, "ca.pem", string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})))
			dray := w.Run(t, "CIRCLE_CI_URL="+server.URL, story.environ(ca))
			w.Dispatch(t, "r_1")
			if story.sent {
				<-requests
				w.Settled(t)
			} else {
				w.Shown(t, "r_1", func(run port.Run) bool { return strings.Contains(said(run), "certificate") })
			}
			dray.Stop(t)
			if !story.sent && len(requests) > 0 {
				t.Error("it was sent")
			}
		})
	}
}
