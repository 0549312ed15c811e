package tests

import (
	"context"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/drayhq/dray/core/deadletter"
	"github.com/drayhq/dray/core/store"
)

// park parks a file in a store, as the message of a run, and puts the letter's id
// into the variable of the run's name in capitals.
func park(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 4 {
		ts.Fatalf("usage: park STORE CLASS RUN FILE")
	}
	kept := opened(ts, args[0])
	letter := deadletter.Letter{
		Class: deadletter.Class(args[1]), Run: args[2], Topic: "org_harbour.runs", Offset: int64(len(args[2]) + len(args[3])),
		Key: []byte(args[2]), Value: []byte(ts.ReadFile(args[3])), Route: "circleci", Action: "deploy", Step: "http",
		Reason: "answered 503", Attempts: 9,
	}
	if letter.Class == deadletter.Junk {
		letter.Run, letter.Action, letter.Attempts, letter.Reason = "", "", 0, "no signature"
	}
	id, err := kept.Park(context.Background(), letter)
	ts.Check(err)
	ts.Check(kept.Close())
	ts.Setenv(strings.ToUpper(args[2]), id)
}

// hold keeps a store open until the script ends, as a dray that runs does.
func hold(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: hold STORE")
	}
	kept := opened(ts, args[0])
	ts.Defer(func() { _ = kept.Close() })
}

func opened(ts *testscript.TestScript, dir string) *store.Store {
	kept, err := store.Open(ts.MkAbs(dir), store.Options{})
	ts.Check(err)
	return kept
}
