package store

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"github.com/drayhq/dray/core/deadletter"
	"github.com/drayhq/dray/core/ledger"
)

// crashDir tells a child of this test where to work until it is killed.
const crashDir = "DRAY_TEST_CRASH_DIR"

func TestMain(m *testing.M) {
	if dir := os.Getenv(crashDir); dir != "" {
		fmt.Fprintln(os.Stderr, workUntilKilled(dir, os.Args[1]))
		os.Exit(3)
	}
	os.Exit(m.Run())
}

// workUntilKilled says what it has been promised: "i KEY" that the intent is on
// disk, "d KEY" that the result before it is, "p ID VALUE" that the letter is.
func workUntilKilled(dir, round string) error {
	s, err := Open(dir, Options{})
	if err != nil {
		return err
	}
	ctx := context.Background()
	var out sync.Mutex
	say := func(what ...any) {
		out.Lock()
		defer out.Unlock()
		fmt.Println(what...)
	}
	errs := make(chan error)
	for worker := range 8 {
		go func() {
			for n := 0; ; n++ {
				run := fmt.Sprintf("r_%s.%d.%d", round, worker, n)
				if err := s.Intend(ctx, ledger.Key{Run: run}); err != nil {
					errs <- err
				}
				say("i", run)
				s.Done(ledger.Key{Run: run}, ledger.Result{Status: 201, Error: run})
				if n%8 != 0 {
					continue
				}
				l := deadletter.Letter{Run: run, Topic: "ORG.runs", Class: deadletter.Exhausted, Value: []byte(run)}
				id, err := s.Park(ctx, l) // written no earlier than the result before it
				if err != nil {
					errs <- err
				}
				say("d", run)
				say("p", id, run)
			}
		}()
	}
	return <-errs
}

func TestWhatWasPromisedOutlivesAKill(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	var promised []string
	for round := range 5 {
		cmd := exec.Command(os.Args[0], fmt.Sprint(round))
		cmd.Env = append(os.Environ(), crashDir+"="+dir)
		cmd.Stderr = os.Stderr
		stdout, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		kill := 20 + rand.IntN(500)
		before := len(promised)
		for lines := bufio.NewReader(stdout); ; {
			line, err := lines.ReadString('\n')
			if err != nil {
				break // half a line was not said
			}
			promised = append(promised, strings.TrimSpace(line))
			if len(promised)-before == kill {
				if err := cmd.Process.Kill(); err != nil {
					t.Fatal(err)
				}
			}
		}
		if state := cmd.Wait(); state == nil || len(promised)-before < kill {
			t.Fatalf("the child ended by itself: %v after %d promises", state, len(promised)-before)
		}
		s, err := Open(dir, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, promise := range promised {
			checkPromise(t, s, strings.Fields(promise))
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func checkPromise(t *testing.T, s *Store, promise []string) {
	t.Helper()
	switch promise[0] {
	case "i", "d":
		run := promise[1]
		entry, known, err := s.Look(ledger.Key{Run: run})
		if err != nil || !known || entry.Done && entry.Result.Error != run || promise[0] == "d" && !entry.Done {
			t.Errorf("promised %v, there is %+v, %v, %v", promise, entry, known, err)
		}
	case "p":
		if l, err := s.Letter(promise[1]); err != nil || string(l.Value) != promise[2] {
			t.Errorf("promised %v, there is %+v, %v", promise, l, err)
		}
	default:
		t.Errorf("the child said %v", promise)
	}
}
