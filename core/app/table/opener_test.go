package table_test

import (
	"encoding/pem"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/drayhq/dray/core/app/files"
	"github.com/drayhq/dray/core/app/table"
	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/route"
	"github.com/drayhq/dray/sdk"
)

// A step is taken over as it is unless its settings, the secret or a file of its own
// have changed: a mapping, a project's config, certificates.
func TestAnOpenerMakesAnewWhatHasChanged(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("m.json", `[{"url": "\"https://ci.example/\""}]`)
	write("config.yml", "version: 2.1\nparameters: {a: {type: string}}\n")
	server := httptest.NewTLSServer(nil)
	defer server.Close()
	ca := string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw}))
	write("ca.pem", ca)
	yaml := "routes: [{name: r, chain: [jq: {mapping: m.json}, circleci: {config: config.yml}, http: {ca_file: ca.pem}]}, {name: s, chain: [jq: {mapping: m.json}, http]}]"
	secret := "the-secret"
	opener := table.NewOpener(false)
	var book *files.Book
	open := func() (route.Table, error) {
		t.Helper()
		write("dray.yaml", yaml)
		cfg, err := config.Load(config.Options{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		book = &files.Book{}
		return opener.Open(t.Context(), cfg, sdk.Env{
			Log: slog.New(slog.DiscardHandler), ClientSecret: secret, Now: time.Now, Dir: dir, Uses: book.Note,
		})
	}
	before, err := open()
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		change string
		do     func()
		anew   string // per step: r's jq, circleci and http, s's jq and http
	}{
		{"nothing", func() {}, "....."},
		{"the mapping", func() { write("m.json", `[{"url": "\"https://other.example/\""}]`) }, "x..x."},
		{"the project's config", func() { write("config.yml", "version: 2.1\nparameters: {b: {type: string}}\n") }, ".x..."},
		{"the certificates", func() { write("ca.pem", ca+"\n"+ca) }, "..x.."},
		{"the secret", func() { secret = "another-secret" }, "xxxxx"},
		{"a setting", func() { yaml = yaml[:len(yaml)-len(", http]}]")] + ", http: {timeout: 3s}]}]" }, "....x"},
	} {
		step.do()
		now, err := open()
		if err != nil {
			t.Fatalf("%s: %v", step.change, err)
		}
		got := ""
		for i, r := range now {
			for j, link := range r.Chain.Links {
				got += map[bool]string{true: ".", false: "x"}[link.Step == before[i].Chain.Links[j].Step]
			}
		}
		if got != step.anew {
			t.Errorf("%s: made anew were %s, want %s", step.change, got, step.anew)
		}
		if err := before.Close(); err != nil {
			t.Error(err)
		}
		before = now
	}
	write("ca.pem", "no certificate")
	if _, err := open(); err == nil {
		t.Error("certificates that are none were taken")
	}
	write("ca.pem", ca)
	if changed := book.Changed(); fmt.Sprint(changed) != fmt.Sprint([]string{filepath.Join(dir, "ca.pem")}) {
		t.Errorf("after the one that failed %v are seen to change, want the file to mend", changed)
	}
	if err := before.Close(); err != nil {
		t.Error(err)
	}
}
