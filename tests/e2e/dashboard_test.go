package e2e

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"github.com/drayhq/dray/core/standin/stage"
	"github.com/drayhq/dray/tests/e2e/world"
)

// expressions gives those of the dashboard and of the alert rules, which name what
// they are of.
func expressions(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	read := func(name string) []byte {
		text, err := os.ReadFile(filepath.Join("..", "..", "configs", name))
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	var board struct {
		Panels []struct {
			Title   string
			Targets []struct{ Expr string }
		}
	}
	if err := json.Unmarshal(read("dashboards/dray.json"), &board); err != nil {
		t.Fatal(err)
	}
	for _, panel := range board.Panels {
		for _, target := range panel.Targets {
			out["panel "+panel.Title+": "+target.Expr] = target.Expr
		}
	}
	var rules struct {
		Groups []struct {
			Rules []struct{ Alert, Expr string }
		}
	}
	if err := yaml.Unmarshal(read("alerts/dray.yaml"), &rules); err != nil {
		t.Fatal(err)
	}
	for _, group := range rules.Groups {
		for _, rule := range group.Rules {
			out["alert "+rule.Alert] = rule.Expr
		}
	}
	return out
}

// leaves answers with headers that say how many requests are left.
func leaves(next http.Handler, name, left string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set(name, left)
		next.ServeHTTP(w, r)
	})
}

var (
	metricName = regexp.MustCompile(`\b(?:dray|process)_[a-z0-9_]+`)
	labelName  = regexp.MustCompile(`(\w+) *(?:=~|!~|!=|=) *"`)
	grouping   = regexp.MustCompile(`\b(?:by|on) *\(([^)]*)\)`)
)

// Whatever the dashboard and the alerts name, metrics and labels, is there once dray
// has done a bit of everything.
func TestDashboardAndAlertsNameWhatThereIs(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ci := world.Serve(t, leaves(w.ToCircleCI, "RateLimit-Remaining", "41"))
	port := world.Serve(t, leaves(w.ToPort, "X-RateLimit-Remaining", "99"))
	w.File(t, "dray.yaml", "routes: [{name: ci, retry: {initial: 10ms, max: 20ms, total: 200ms}, chain: [jq, wasm, http]}]")
	dir := t.TempDir()
	put(t, "add_fields", dir+"/fields.wasm")
	w.CircleCI.Script.Always(world.Slug("r_busy"), stage.Status(503, ""))
	environ := append(stored(t, w), "DRAY_OBSERVE_LISTEN=127.0.0.1:0", "DRAY_TRANSFORMS_DIR="+dir, "CIRCLE_CI_URL="+ci, "PORT_API_BASE_URL="+port)
	dray := w.Start(t, environ, "run")
	at := pages(t, dray)
	w.Dispatch(t, "r_1", "r_busy")
	w.Settled(t)
	text := scrape(t, at, map[string]float64{
		`dray_endpoint_ratelimit_remaining_requests{host="127.0.0.1"}`: 41,
		`dray_port_ratelimit_remaining_requests`:                       99,
		`dray_dead_letters{class="exhausted"}`:                         1,
	})
	ask(t, w, environ, "dlq", "drop", "--class", "exhausted")
	scrape(t, at, map[string]float64{`dray_dead_letters_dropped_total`: 1, `dray_dead_letters{class="exhausted"}`: 0})

	// What Prometheus adds by itself.
	labels := []string{"instance", "job", "namespace", "le"}
	names := map[string]bool{}
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		names[line[:strings.IndexAny(line, "{ ")]] = true
		for _, found := range labelName.FindAllStringSubmatch(line, -1) {
			labels = append(labels, found[1])
		}
	}
	all := expressions(t)
	if len(all) < 60 {
		t.Errorf("only %d expressions were found", len(all))
	}
	for what, expr := range all {
		for _, name := range metricName.FindAllString(expr, -1) {
			if !names[name] {
				t.Errorf("%s: there is no %s", what, name)
			}
		}
		used := labelName.FindAllStringSubmatch(expr, -1)
		for _, list := range grouping.FindAllStringSubmatch(expr, -1) {
			for name := range strings.SplitSeq(list[1], ",") {
				used = append(used, []string{"", strings.TrimSpace(name)})
			}
		}
		for _, label := range used {
			if !slices.Contains(labels, label[1]) {
				t.Errorf("%s: nothing has the label %s", what, label[1])
			}
		}
	}
}
