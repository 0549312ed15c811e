package tests

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"github.com/itchyny/gojq"
	"github.com/rogpeppe/go-internal/testscript"

	"github.com/drayhq/dray/core/verify"
)

// exits runs a command that has to end with the given exit code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND ARG…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		ended, ok := errors.AsType[*exec.ExitError](err)
		if !ok {
			ts.Fatalf("running %s: %v", args[1], err)
		}
		got = ended.ExitCode()
	}
	if got != want {
		ts.Fatalf("%s exited %d, want %d", args[1], got, want)
	}
}

// holds evaluates a jq program over each JSON value on stdout. It has to give
// something, and nothing but true.
func holds(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: holds PROGRAM")
	}
	query, err := gojq.Parse(args[0])
	ts.Check(err)
	code, err := gojq.Compile(query)
	ts.Check(err)
	stdout := ts.ReadFile("stdout")
	given := 0
	for decoder := json.NewDecoder(strings.NewReader(stdout)); ; {
		var value any
		if err := decoder.Decode(&value); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			ts.Fatalf("stdout is not JSON: %v", err)
		}
		for results := code.Run(value); ; given++ {
			result, more := results.Next()
			if !more {
				break
			}
			if result != true {
				ts.Fatalf("%s gives %v", args[0], result)
			}
		}
	}
	if given == 0 {
		ts.Fatalf("%s gives nothing for what is on stdout", args[0])
	}
}

// sign replaces each event by itself, signed.
func sign(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: sign SECRET FILE…")
	}
	for _, name := range args[1:] {
		signed, err := verify.Attach([]byte(ts.ReadFile(name)), args[0], time.Now())
		ts.Check(err)
		ts.Check(os.WriteFile(ts.MkAbs(name), signed, 0o600))
	}
}
