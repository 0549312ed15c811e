package alerts

import (
	"encoding/json"
	"log/slog"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/rulefmt"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/promql/promqltest"
)

func rules(t *testing.T) []rulefmt.Rule {
	t.Helper()
	groups, errs := rulefmt.ParseFile("../../configs/alerts/dray.yaml", false, model.UTF8Validation,
		parser.NewParser(parser.Options{}), slog.New(slog.DiscardHandler))
	for _, err := range errs {
		t.Error(err)
	}
	if groups == nil {
		t.Fatal("there are no rules")
	}
	var out []rulefmt.Rule
	for _, group := range groups.Groups {
		out = append(out, group.Rules...)
	}
	return out
}

func TestRulesSayWhatToDo(t *testing.T) {
	for _, rule := range rules(t) {
		for _, name := range []string{"summary", "description", "runbook"} {
			if len(rule.Annotations[name]) < 15 {
				t.Errorf("%s has the %s %q", rule.Alert, name, rule.Annotations[name])
			}
		}
		if severity := rule.Labels["severity"]; severity != "critical" && severity != "warning" && severity != "info" {
			t.Errorf("%s has the severity %q", rule.Alert, severity)
		}
	}
}

func TestTheDashboardIsPromQL(t *testing.T) {
	text, err := os.ReadFile("../../configs/dashboards/dray.json")
	if err != nil {
		t.Fatal(err)
	}
	var board struct {
		Panels []struct {
			Title, Description, Type string
			Targets                  []struct{ Expr string }
		}
	}
	if err := json.Unmarshal(text, &board); err != nil {
		t.Fatal(err)
	}
	reader := parser.NewParser(parser.Options{})
	variables := strings.NewReplacer("$__rate_interval", "5m", "$instance", ".*", "$route", ".*")
	for _, panel := range board.Panels {
		if panel.Type != "row" && (len(panel.Targets) == 0 || panel.Description == "") {
			t.Errorf("panel %s shows nothing, or doesn't say what", panel.Title)
		}
		for _, target := range panel.Targets {
			expr := variables.Replace(target.Expr)
			if _, err := reader.ParseExpr(expr); err != nil {
				t.Errorf("panel %s: %v in %s", panel.Title, err, expr)
			}
		}
	}
}

// at is when rules are tried: what was loaded has a sample each minute up to then.
const at = time.Hour

// fires says whether a rule has been true at each minute for as long as it wants.
func fires(t *testing.T, engine *promql.Engine, rule rulefmt.Rule, series string) bool {
	t.Helper()
	storage := promqltest.LoadedStorage(t, "load 1m\n"+indented(series))
	defer storage.Close()
	for when := at - time.Duration(rule.For); when <= at; when += time.Minute {
		query, err := engine.NewInstantQuery(t.Context(), storage, nil, rule.Expr, time.Unix(0, 0).Add(when))
		if err != nil {
			t.Fatal(err)
		}
		result := query.Exec(t.Context())
		if result.Err != nil {
			t.Fatal(result.Err)
		}
		vector, err := result.Vector()
		query.Close()
		if err != nil {
			t.Fatal(err)
		}
		if len(vector) == 0 {
			return false
		}
	}
	return true
}

func indented(series string) (out string) {
	for line := range strings.Lines(strings.TrimSpace(series)) {
		out += "  " + strings.TrimSpace(line) + "\n"
	}
	return out
}

func TestRulesFire(t *testing.T) {
	engine := promqltest.NewTestEngine(t, false, 0, 1_000_000)
	tried := map[string]bool{}
	for _, rule := range rules(t) {
		t.Run(rule.Alert, func(t *testing.T) {
			story, ok := stories()[rule.Alert]
			if !ok {
				t.Fatal("it has no story")
			}
			for _, series := range story.fires {
				if !fires(t, engine, rule, series) {
					t.Errorf("it doesn't fire on\n%s", series)
				}
			}
			for _, series := range append(story.quiet, well) {
				if fires(t, engine, rule, series) {
					t.Errorf("it fires on\n%s", series)
				}
			}
		})
		tried[rule.Alert] = true
	}
	for name := range stories() {
		if !tried[name] {
			t.Errorf("there is a story of %s, and no such rule", name)
		}
	}
}
