package observe_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"testing"

	"github.com/drayhq/dray/core/observe"
	"github.com/drayhq/dray/core/secret"
)

const token = `s3cr3t&"token"/é`

var basic = base64.StdEncoding.EncodeToString([]byte("user:" + token))

type named struct{ Name string }

func (n named) String() string { return "named " + n.Name }

type hidden struct{ Token string }

type lazy struct{}

func (lazy) LogValue() slog.Value { return slog.GroupValue(slog.String("in", token)) }

type nobody struct{}

func (n *nobody) Error() string { panic("nobody is here") }

func TestNothingShowsASecret(t *testing.T) {
	attrs := map[string]any{
		"string":      "Token " + token,
		"error":       fmt.Errorf("posting: %w", errors.New(token)),
		"stringer":    named{token},
		"bytes":       []byte(token),
		"struct":      hidden{token},
		"pointer":     &hidden{token},
		"map":         map[string]any{"a": []any{token}, token: 1},
		"header":      map[string][]string{"Circle-Token": {token}},
		"group":       slog.GroupValue(slog.Group("inner", "a", token)),
		"lazy":        lazy{},
		"query":       "?a=" + url.QueryEscape(token),
		"basic":       "Basic " + basic,
		"number":      123456789,
		"unencodable": struct{ F func() }{},
		token:         "as a key",
		"short":       "tok",
		"short field": hidden{"tok"},
		"nil":         nil,
		"nil error":   (*nobody)(nil),
	}
	for _, terminal := range []bool{false, true} {
		for name, value := range attrs {
			t.Run(fmt.Sprint(terminal, name), func(t *testing.T) {
				var out bytes.Buffer
				vault := secret.NewVault(token, "tok", "123456789")
				log := observe.NewLogger(&out, observe.Options{Terminal: terminal, NoColor: true}, vault)
				log.Info("with "+token, name, value)
				log.With(name, value).WithGroup("group").Info("before", "after", 1)
				if lines := strings.Count(out.String(), "\n"); lines != 2 {
					t.Fatalf("%d lines in %s", lines, out.String())
				}
				for _, leak := range []string{"s3cr3t", "czNjcj", basic[8:20], "123456789", `"tok"`, "=tok", ":tok"} {
					if strings.Contains(out.String(), leak) {
						t.Errorf("%s is in %s", leak, out.String())
					}
				}
			})
		}
	}
}

func TestASecretLearntLater(t *testing.T) {
	var out bytes.Buffer
	vault := secret.NewVault()
	log := observe.NewLogger(&out, observe.Options{}, vault).With("before", "the-port-token")
	vault.Add("the-port-token")
	log.Info("now", "after", "the-port-token")
	if got := out.String(); strings.Contains(got, "the-port-token") || strings.Count(got, secret.Mask) != 2 {
		t.Errorf("got %s", got)
	}
}

func TestWhatHoldsNoSecretStays(t *testing.T) {
	var out bytes.Buffer
	log := observe.NewLogger(&out, observe.Options{}, secret.NewVault("a-secret-value"))
	log.Info("sent", "run", "r_1", "status", 201, "err", errors.New("no answer"), "data", hidden{"x"}, "bytes", []byte("text"))
	want := `"msg":"sent","run":"r_1","status":201,"err":"no answer","data":{"Token":"x"},"bytes":"text"}`
	if !strings.HasSuffix(strings.TrimSpace(out.String()), want) {
		t.Errorf("got %s", out.String())
	}
}

func BenchmarkLine(b *testing.B) {
	log := observe.NewLogger(discard{}, observe.Options{}, secret.NewVault(token, "another-secret"))
	for b.Loop() {
		log.Info("triggered", "run", "r_1234567890", "status", 201, "pipeline", "5034460f-c7c4-4c43-9457-de07e2029e7b", "requester", "someone@example.com")
	}
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }
