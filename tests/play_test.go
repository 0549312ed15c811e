package tests

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"syscall"

	"github.com/rogpeppe/go-internal/testscript"
)

// term ends all commands in the background as Kubernetes would.
func term(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 0 {
		ts.Fatalf("usage: term")
	}
	for _, cmd := range ts.BackgroundCmds() {
		ts.Check(cmd.Process.Signal(syscall.SIGTERM))
	}
}

// fetch puts on stdout what is at a path below the address that a file holds, or what
// is answered to a file of JSON there.
func fetch(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 || len(args) > 3 {
		ts.Fatalf("usage: fetch ADDRESSFILE PATH [FILE]")
	}
	method, body := http.MethodGet, ""
	if len(args) == 3 {
		method, body = http.MethodPost, ts.ReadFile(args[2])
	}
	r, err := http.NewRequestWithContext(context.Background(), method, strings.TrimSpace(ts.ReadFile(args[0]))+args[1], strings.NewReader(body))
	ts.Check(err)
	r.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(r)
	ts.Check(err)
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		fmt.Fprintln(ts.Stderr(), response.Status)
	}
	_, err = io.Copy(ts.Stdout(), response.Body)
	ts.Check(err)
}
