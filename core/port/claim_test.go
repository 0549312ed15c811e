package port

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const reservedUsage = "X-Port-Reserved-Usage"

// answering makes a client of a Port that gives one answer to every call.
func answering(t *testing.T, status int, body string) (*fakePort, *Client) {
	t.Helper()
	f := newFakePort(t)
	f.answer = func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
	c := f.client(t)
	return f, c
}

func TestWhatIsClaimedIsAsPortWroteIt(t *testing.T) {
	const one, two = `{"id":"r_1", "z":12345678901234567890,"a":1e400,"z":1.10,"t":"\u003c<"}`, `{"id":"r_2"}`
	for _, tt := range []struct {
		name, body string
		want       []string
	}{
		{"two", `{"ok":true,"LIST":[` + one + "," + two + `]}`, []string{one, two}},
		{"not a run", `{"LIST":[null, 5]}`, []string{"null", "5"}},
		{"none", `{"LIST":[]}`, nil},
		{"null", `{"LIST":null}`, nil},
		{"no list", `{"ok":true}`, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f, c := answering(t, 200, strings.ReplaceAll(tt.body, "LIST", "runs"))
			runs, err := c.ClaimRuns(t.Context(), 10, 90*time.Second)
			same(t, tt.want, runs, err)
			f.answer = func(w http.ResponseWriter, _ *http.Request) {
				_, _ = io.WriteString(w, strings.ReplaceAll(tt.body, "LIST", "nodeRuns"))
			}
			nodes, err := c.ClaimNodes(t.Context(), 3, 0)
			same(t, tt.want, nodes, err)
			if diff := cmp.Diff([]string{
				`POST /v1/actions/runs/claim-pending {"installationId":"_PORT_EXEC_AGENT","limit":10,"invocationMethod":"WEBHOOK","visibilityTimeoutMs":90000}`,
				`POST /v1/workflows/runs/claim-pending {"installationId":"_PORT_EXEC_AGENT","limit":3}`,
			}, f.asked); diff != "" {
				t.Errorf("asked:\n%s", diff)
			}
		})
	}
}

func same(t *testing.T, want []string, got []json.RawMessage, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, raw := range got {
		texts = append(texts, string(raw))
	}
	if diff := cmp.Diff(want, texts); diff != "" {
		t.Error(diff)
	}
}

func TestWhoseRunItIs(t *testing.T) {
	for _, tt := range []struct {
		name      string
		status    int
		run, node string
		ours      bool
		err       string
	}{
		{"ours", 200, `{"ackedCount":1}`, `{"acked":true}`, true, ""},
		{"another's", 200, `{"ackedCount":0}`, `{"acked":false}`, false, ""},
		{"acknowledged before", 409, `{"ok":false}`, `{"ok":false}`, false, ""},
		{"an outage", 503, `{"ackedCount":1}`, `{"acked":true}`, false, "Port answered 503"},
		{"nonsense", 200, `{"ackedCount":1,"ackedCount":"x"}`, `{"acked":true,"acked":"x"}`, false, "reading Port's answer to PATCH"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f, c := answering(t, tt.status, tt.run)
			ours, err := c.AckRun(t.Context(), "r_1")
			if ours != tt.ours || (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
				t.Errorf("a run: %v, %v", ours, err)
			}
			f2, c := answering(t, tt.status, tt.node)
			ours, err = c.AckNode(t.Context(), "wfnr_1")
			if ours != tt.ours || (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
				t.Errorf("a node: %v, %v", ours, err)
			}
			if diff := cmp.Diff([]string{
				`PATCH /v1/actions/runs/ack {"runIds":["r_1"]}`, `PATCH /v1/workflows/runs/ack {"nodeRunIdentifier":"wfnr_1"}`,
			}, append(f.asked, f2.asked...)); diff != "" {
				t.Errorf("asked:\n%s", diff)
			}
		})
	}
}

func TestAClaimRenewsARefusedToken(t *testing.T) {
	f := newFakePort(t)
	const body = `{"runs":[{"id":"r_1"}],"ackedCount":1}`
	f.answer = func(w http.ResponseWriter, r *http.Request) {
		unauthorized("t2")(w, r)
		_, _ = io.WriteString(w, body)
	}
	c := f.client(t)
	runs, err := c.ClaimRuns(t.Context(), 1, time.Minute)
	same(t, []string{`{"id":"r_1"}`}, runs, err)
	if ours, err := c.AckRun(t.Context(), "r_1"); !ours || err != nil {
		t.Error(ours, err)
	}
	if diff := cmp.Diff([]string{"Bearer t1", "Bearer t2", "Bearer t2"}, f.auth); diff != "" {
		t.Error(diff)
	}
	if f.asked[0] != f.asked[1] {
		t.Errorf("asked %q first and then %q", f.asked[0], f.asked[1])
	}
}

// Port keeps these calls for agents that say so; no other call says it.
func TestOnlyReservedCallsSaySo(t *testing.T) {
	f := newFakePort(t)
	said := make(map[string][]string)
	f.answer = func(w http.ResponseWriter, r *http.Request) {
		said[r.Method+" "+r.URL.Path] = r.Header[reservedUsage]
		_, _ = io.WriteString(w, `{}`)
	}
	c := f.client(t)
	for _, do := range []func(context.Context) error{
		func(ctx context.Context) error { _, err := c.ClaimRuns(ctx, 1, 0); return err },
		func(ctx context.Context) error { _, err := c.ClaimNodes(ctx, 1, 0); return err },
		func(ctx context.Context) error { _, err := c.AckRun(ctx, "r_1"); return err },
		func(ctx context.Context) error { _, err := c.AckNode(ctx, "wfnr_1"); return err },
		func(ctx context.Context) error { return c.RunLog(ctx, "r_1", "x") },
	} {
		if err := do(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(map[string][]string{
		"POST /v1/actions/runs/claim-pending":   {"true"},
		"POST /v1/workflows/runs/claim-pending": {"true"},
		"PATCH /v1/actions/runs/ack":            {"true"},
		"PATCH /v1/workflows/runs/ack":          {"true"},
		"POST /v1/actions/runs/r_1/logs":        nil,
	}, said); diff != "" {
		t.Error(diff)
	}
}

func TestAClaimMayBeLargerThanOtherAnswers(t *testing.T) {
	big := `{"id":"r_1","x":"` + strings.Repeat("x", 2*maxBody) + `"}`
	_, c := answering(t, 200, `{"runs":[`+big+`]}`)
	runs, err := c.ClaimRuns(t.Context(), 1, 0)
	same(t, []string{big}, runs, err)

	_, c = answering(t, 200, `{"runs":["`+strings.Repeat("x", 3*maxBody)+`"]}`)
	if c.maxClaim != 64*maxBody {
		t.Errorf("a claim may answer %d bytes", c.maxClaim)
	}
	c.maxClaim = 3 * maxBody // less to wait for
	_, err = c.ClaimRuns(t.Context(), 1, 0)
	const want = "reading Port's answer to POST /v1/actions/runs/claim-pending: it has more than 3 MiB; set a smaller polling.batch"
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
	_, c = answering(t, 200, `{"run":{"id":"`+strings.Repeat("x", maxBody)+`"}}`)
	if _, err = c.Run(t.Context(), "r_1"); err == nil {
		t.Error("an answer beyond 1 MiB to another call was taken")
	}
	_, c = answering(t, 200, `{"runs":[{"id":`)
	if _, err = c.ClaimRuns(t.Context(), 1, 0); err == nil || !strings.Contains(err.Error(), "unexpected EOF") {
		t.Errorf("an answer that was cut off on its way gives %v", err)
	}
}
