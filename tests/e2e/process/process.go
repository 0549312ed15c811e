package process

import (
	"bufio"
	"bytes"
	"io"
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
	// Root is the root that it sees, with Path and Dir in it, as a user without rights.
	// For that the tests have to run as root. "": it sees what they see.
	Root string
}

// nobody is the image's user.
const nobody = 65532

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
	if o.Root != "" {
		p.cmd.SysProcAttr = &syscall.SysProcAttr{Chroot: o.Root, Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
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

// Lines gives what was logged so far.
func (p *Process) Lines() (out []Line) {
	p.lines.Do(func(lines *[]Line) { out = append(out, *lines...) })
	return out
}

// Result gives what was written to stdout so far.
func (p *Process) Result() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.out.String()
}

// Said gives all that was written so far, stdout first.
func (p *Process) Said() string {
	var text strings.Builder
	text.WriteString(p.Result())
	for _, line := range p.Lines() {
		text.WriteString(line.Text + "\n")
	}
	return text.String()
}

func tail(text string) string {
	const most = 20_000
	if len(text) > most {
		return "…" + text[len(text)-most:]
	}
	return text
}
