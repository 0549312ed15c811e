package process

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/drayhq/dray/core/standin/stage"
)

// Bound is how long anything is waited for: what takes longer has gone wrong.
const Bound = 60 * time.Second

// Options says what to run. Nothing else of the tests' environment reaches it.
type Options struct {
	Path    string // the binary
	Dir     string // its working directory
	Environ []string
	Args    []string
}

// Process is dray, running or ended.
type Process struct {
	cmd   *exec.Cmd
	lines stage.Watched[[]Line]
	ended chan struct{}

	mu  sync.Mutex
	out bytes.Buffer // stdout
}

// Start starts dray. The test's end kills it, and shows what it logged if the
// test has failed.
func Start(t testing.TB, o Options) *Process {
	t.Helper()
	p := &Process{cmd: exec.Command(o.Path, o.Args...), ended: make(chan struct{})}
	p.cmd.Dir, p.cmd.Env = o.Dir, o.Environ
	p.cmd.Stdout = p
	stderr, err := p.cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go p.follow(stderr)
	t.Cleanup(func() {
		p.Kill()
		if t.Failed() {
			t.Logf("dray %s (%d) said:\n%s", strings.Join(o.Args, " "), p.cmd.Process.Pid, tail(p.Said()))
		}
	})
	return p
}

func (p *Process) follow(stderr io.Reader) {
	defer close(p.ended)
	scanner := bufio.NewScanner(stderr)
	scanner.Buffer(nil, 64<<20)
	for scanner.Scan() {
		line := newLine(scanner.Text())
		p.lines.Do(func(lines *[]Line) { *lines = append(*lines, line) })
	}
	_ = p.cmd.Wait() // how it ended is in the process's state
}

// Write takes stdout.
func (p *Process) Write(text []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.out.Write(text)
}

// Line waits for a line and gives it.
func (p *Process) Line(t testing.TB, what string, is func(Line) bool) (found Line) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), Bound)
	defer cancel()
	err := p.lines.Wait(ctx, func(lines *[]Line) bool {
		for _, line := range *lines {
			if is(line) {
				found = line
				return true
			}
		}
		return false
	})
	if err != nil {
		t.Fatalf("waiting for a log line that says %s: %v", what, err)
	}
	return found
}

// Says waits for a line that holds all of the texts, and gives it.
func (p *Process) Says(t testing.TB, texts ...string) Line {
	t.Helper()
	return p.Line(t, strings.Join(texts, " and "), func(line Line) bool {
		for _, text := range texts {
			if !strings.Contains(line.Text, text) {
				return false
			}
		}
		return true
	})
}

// Lines gives what was logged so far.
func (p *Process) Lines() (out []Line) {
	p.lines.Do(func(lines *[]Line) { out = append(out, *lines...) })
	return out
}

// Said gives all that was written so far, stdout first.
func (p *Process) Said() string {
	p.mu.Lock()
	text := p.out.String()
	p.mu.Unlock()
	for _, line := range p.Lines() {
		text += line.Text + "\n"
	}
	return text
}

// Terminate asks dray to stop, as Kubernetes does.
func (p *Process) Terminate() { _ = p.cmd.Process.Signal(syscall.SIGTERM) }

// Kill ends dray as a crash would.
func (p *Process) Kill() {
	_ = p.cmd.Process.Signal(os.Kill) // an error says that it has ended
	<-p.ended
}

// Running says whether dray has not ended.
func (p *Process) Running() bool {
	select {
	case <-p.ended:
		return false
	default:
		return true
	}
}

// Wait waits for the end and gives the exit code, -1 after a kill.
func (p *Process) Wait(t testing.TB) int {
	t.Helper()
	select {
	case <-p.ended:
	case <-time.After(Bound):
		t.Fatalf("dray has not ended after %s", Bound)
	}
	return p.cmd.ProcessState.ExitCode()
}

// Stop asks dray to stop, which has to end well.
func (p *Process) Stop(t testing.TB) {
	t.Helper()
	p.Terminate()
	if code := p.Wait(t); code != 0 {
		t.Errorf("after SIGTERM dray exited %d, want 0", code)
	}
}

func tail(text string) string {
	const most = 20_000
	if len(text) > most {
		return "…" + text[len(text)-most:]
	}
	return text
}
