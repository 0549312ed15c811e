package config_test

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/drayhq/dray/core/config"
)

// files is a file system for tests, rooted in /work.
type files map[string]string

func (f files) read(path string) ([]byte, error) {
	name, err := filepath.Rel("/work", path)
	if text, ok := f[name]; ok && err == nil {
		return []byte(text), nil
	}
	return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist}
}

func (f files) load(environ ...string) (*config.Config, error) {
	return config.Load(config.Options{Dir: "/work", Environ: environ, ReadFile: f.read})
}

func must(t *testing.T) func(*config.Config, error) *config.Config {
	t.Helper()
	return func(c *config.Config, err error) *config.Config {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
}

func TestLayers(t *testing.T) {
	yaml := files{"dray.yaml": "limits: {max_in_flight: 3, max_waiting: 3, drain: 3s}\nport: {org: of-file}\n"}
	got := must(t)(config.Load(config.Options{
		Dir:      "/work",
		ReadFile: yaml.read,
		Environ: []string{
			"PORT_ORG_ID=of-agent", "KAFKA_CONSUMER_GROUP_ID=of-agent.group",
			"DRAY_LIMITS_MAX_WAITING=4", "DRAY_LIMITS_DRAIN=4s", "DRAY_LIMITS_MAX_UNSETTLED=",
		},
		Flags: map[string]any{"limits.drain": 5 * time.Second},
	}))
	want := config.Limits{MaxInFlight: 3, MaxUnsettled: 256, MaxWaiting: 4, Drain: 5 * time.Second, MessageBytes: 10 << 20}
	if diff := cmp.Diff(want, got.Limits); diff != "" {
		t.Errorf("limits (-want +got)\n%s", diff)
	}
	if got.Port.Org != "of-file" || got.Kafka.Group != "of-agent.group" || got.Kafka.Topics.Runs != "of-file.runs" {
		t.Errorf("got %+v", got)
	}
	for key, want := range map[string]string{
		"limits.max_unsettled": "default",
		"kafka.group":          "KAFKA_CONSUMER_GROUP_ID",
		"limits.max_in_flight": "dray.yaml:1:25",
		"limits.max_waiting":   "DRAY_LIMITS_MAX_WAITING",
		"limits.drain":         "flag",
	} {
		if origin := got.Origin(key); origin != want {
			t.Errorf("the origin of %s is %q, want %q", key, origin, want)
		}
	}
}

func TestWholeFile(t *testing.T) {
	got := must(t)(files{
		"dray.yaml": `
kafka:
  brokers: [a:9092, "b:9092"]
  topics: {runs: r, changes: c, dead_letters: d}
  group: g
  start: latest
  session_timeout: 20s
  instance_id: one
  tls: {enabled: true, ca_file: ca.pem, cert_file: /c.pem, key_file: k.pem, server_name: s, insecure_skip_verify: yes}
  sasl: {mechanism: plain, username: u, password: "${file:pw}"}
port: {org: 12345, url: "https://api.us.port.io", client_id: id, client_secret: "${env:S}", previous_client_secret: 'p$${x', verify: off}
limits: {max_in_flight: 1, max_unsettled: 2, max_waiting: 3, drain: 1m, message_bytes: 1MiB}
store: {path: lib, in_doubt: send, keep: 24h}
polling:
  {enabled: false, interval: 1s, batch: 100, visibility: 10s, backoff: {initial: 2s, max: 2s, factor: 1, jitter: 1}, give_up: 1h}
admin: {listen: "127.0.0.1:9180"}
http: {hosts: [circleci.com]}
wasm: {dir: modules, memory: 1MiB, timeout: 5ms, command_timeout: 2s, require_digest: on, cache_dir: cache}
log: {level: DEBUG, detailed: "on"}
follow: {rate: 2.5, webhooks: {listen: ":8080", secret: hook-secret}}
observe: {listen: ":9090", traces: {endpoint: "http://otel:4318", headers: "k=v", sample: 0.25}}
`,
		"pw": "pass word\n",
	}.load("S=the-secret"))
	want := config.Config{
		Kafka: config.Kafka{
			Brokers: []string{"a:9092", "b:9092"}, Topics: config.Topics{Runs: "r", Changes: "c", DeadLetters: "d"},
			Group: "g", Start: "latest", SessionTimeout: 20 * time.Second, InstanceID: "one",
			TLS: config.TLS{
				Enabled: true, CAFile: "/work/ca.pem", CertFile: "/c.pem", KeyFile: "/work/k.pem",
				ServerName: "s", InsecureSkipVerify: true,
			},
			SASL: config.SASL{Mechanism: "PLAIN", Username: "u", Password: "pass word"},
		},
		Port: config.Port{
			Org: "12345", URL: "https://api.us.port.io", ClientID: "id",
			ClientSecret: "the-secret", PreviousClientSecret: "p${x",
		},
		Limits: config.Limits{MaxInFlight: 1, MaxUnsettled: 2, MaxWaiting: 3, Drain: time.Minute, MessageBytes: 1 << 20},
		Store:  config.Store{Path: "/work/lib", InDoubt: "send", Keep: 24 * time.Hour},
		Polling: config.Polling{
			Interval: time.Second, Batch: 100, Visibility: 10 * time.Second, GiveUp: time.Hour,
			Backoff: config.PollingBackoff{Initial: 2 * time.Second, Max: 2 * time.Second, Factor: 1, Jitter: 1},
		},
		Admin: config.Admin{Listen: "127.0.0.1:9180"},
		HTTP:  config.HTTP{Hosts: []string{"circleci.com"}},
		Wasm: config.Wasm{
			Dir: "/work/modules", Memory: 1 << 20, Timeout: 5 * time.Millisecond, CommandTimeout: 2 * time.Second,
			RequireDigest: true, CacheDir: "/work/cache",
		},
		Log:     config.Log{Level: "debug", Detailed: true},
		Follow:  config.Follow{Rate: 2.5, Webhooks: config.Webhooks{Listen: ":8080", Secret: "hook-secret"}},
		Observe: config.Observe{Listen: ":9090", Traces: config.Traces{Endpoint: "http://otel:4318", Headers: "k=v", Sample: 0.25}},
		Path:    "/work/dray.yaml", Dir: "/work",
		Warnings: []string{"dray.yaml:20:40 changes nothing: no route has a follow.for"},
	}
	options := cmp.Options{cmpopts.IgnoreUnexported(config.Config{}), cmpopts.IgnoreFields(config.Config{}, "Routes")}
	if diff := cmp.Diff(want, *got, options); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	wantSecrets := []string{"pass word", "the-secret", "p${x", "k=v", "v", "hook-secret"}
	if diff := cmp.Diff(wantSecrets, got.Secrets(), cmpopts.SortSlices(strings.Compare)); diff != "" {
		t.Errorf("secrets (-want +got)\n%s", diff)
	}
}

func TestWhichFile(t *testing.T) {
	all := files{"dray.yaml": "port: {org: near}", "sub/other.yaml": "port: {org: named}\nwasm: {dir: w}", "../etc/dray/dray.yaml": "port: {org: system}"}
	without := maps.Clone(all)
	delete(without, "dray.yaml")
	tests := []struct {
		name, file, org, dir string
		files                files
	}{
		{"named", "sub/other.yaml", "named", "/work/sub", all},
		{"in the working directory", "", "near", "/work", all},
		{"the system's", "", "system", "/etc/dray", without},
		{"none", "", "", "/work", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := must(t)(config.Load(config.Options{File: tt.file, Dir: "/work", ReadFile: tt.files.read}))
			if got.Port.Org != tt.org || got.Dir != tt.dir {
				t.Errorf("org %q, dir %q", got.Port.Org, got.Dir)
			}
		})
	}
	if _, err := config.Load(config.Options{File: "none.yaml", Dir: "/work", ReadFile: all.read}); err == nil ||
		err.Error() != "none.yaml: reading the config: file does not exist" {
		t.Errorf("got %v", err)
	}
}

func TestALinkToNothing(t *testing.T) {
	dir := t.TempDir()
	if err := os.Symlink("..data/dray.yaml", filepath.Join(dir, "dray.yaml")); err != nil {
		t.Fatal(err)
	}
	_, err := config.Load(config.Options{Dir: dir})
	if err == nil || err.Error() != "dray.yaml: reading the config: it is a link to ..data/dray.yaml, and that is not there" {
		t.Errorf("got %v", err)
	}
	if err := os.Mkdir(filepath.Join(dir, "..data"), 0o750); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "..data", "dray.yaml"), []byte("\ufeffport:\r\n  org: linked\r\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if c := must(t)(config.Load(config.Options{Dir: dir})); c.Port.Org != "linked" {
		t.Errorf("got %q", c.Port.Org)
	}
}

func TestPathsStartWhereTheyWereWritten(t *testing.T) {
	yaml := files{"sub/d.yaml": "wasm: {dir: w}"}
	options := config.Options{File: "sub/d.yaml", Dir: "/work", ReadFile: yaml.read}
	if got := must(t)(config.Load(options)).Wasm.Dir; got != "/work/sub/w" {
		t.Errorf("from the file: %s", got)
	}
	options.Environ = []string{"DRAY_TRANSFORMS_DIR=v"}
	if got := must(t)(config.Load(options)).Wasm.Dir; got != "/work/v" {
		t.Errorf("from a variable: %s", got)
	}
	if got := must(t)(files{}.load()).Wasm.Dir; got != "/work/transforms" {
		t.Errorf("by default: %s", got)
	}
}

func TestAloneTheSystemsFileIsNotRead(t *testing.T) {
	of := func(path string) ([]byte, error) {
		if path == config.System {
			return []byte("port: {org: of-system}"), nil
		}
		return files{}.read(path)
	}
	for alone, want := range map[bool]string{false: "of-system", true: ""} {
		if got := must(t)(config.Load(config.Options{Dir: "/work", ReadFile: of, Alone: alone})); got.Port.Org != want {
			t.Errorf("alone %v: the org is %q", alone, got.Port.Org)
		}
	}
}
