package town

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/drayhq/dray/tests/chaos/history"
	"github.com/drayhq/dray/tests/chaos/links"
)

// Replica is one dray after the other, at one place.
type Replica struct {
	Lane sync.Mutex // one trouble at a time

	town             *Town
	number           int
	dir              string
	circleci, portal *links.Link
	life             *life // nil before the first
}

// life is one process.
type life struct {
	number int
	cmd    *exec.Cmd
	spoke  chan struct{} // closed once it has logged something: it heeds signals by then
	done   chan struct{}
}

// lay lays the links to CircleCI and Port.
func (r *Replica) lay(circleci, port string) (err error) {
	if err := os.MkdirAll(r.dir, 0o700); err != nil {
		return fmt.Errorf("making a replica's folder: %w", err)
	}
	maker := links.New()
	if r.circleci, err = maker.To(circleci); err != nil {
		return err
	}
	r.portal, err = maker.To(port)
	return err
}

// Start starts a process.
func (r *Replica) Start() error {
	number := r.town.Book.Born(history.Life{Replica: r.number, Started: time.Now()})
	l := &life{number: number, cmd: exec.Command(r.town.Binary, "run"), spoke: make(chan struct{}), done: make(chan struct{})}
	l.cmd.Dir, l.cmd.Env = r.dir, r.environ(number)
	stderr, err := l.cmd.StderrPipe()
	if err != nil {
		return fmt.Errorf("taking dray's log: %w", err)
	}
	log, err := os.Create(filepath.Join(r.town.Logs, fmt.Sprintf("life-%03d-replica-%d.log", number, r.number)))
	if err != nil {
		return fmt.Errorf("keeping dray's log: %w", err)
	}
	if err := l.cmd.Start(); err != nil {
		log.Close()
		return fmt.Errorf("starting dray: %w", err)
	}
	r.life = l
	go l.follow(r, stderr, log)
	return nil
}

// follow keeps the log, and notes what it says of the group, and the end.
func (l *life) follow(r *Replica, stderr io.Reader, log io.WriteCloser) {
	defer close(l.done)
	defer log.Close()
	spoke := sync.OnceFunc(func() { close(l.spoke) })
	defer spoke()
	for lines := bufio.NewReaderSize(stderr, 1<<20); ; {
		line, err := lines.ReadString('\n')
		spoke()
		_, _ = io.WriteString(log, line)
		if strings.Contains(line, `"partitions lost`) {
			r.town.Book.Begin(history.Trouble{What: history.GivenUp, Target: r.number, Life: l.number, From: time.Now(), To: time.Now()})
		}
		if err != nil {
			break
		}
	}
	_ = l.cmd.Wait() // how it ended is in the process's state
	code := l.cmd.ProcessState.ExitCode()
	r.town.Book.Ended(l.number, func(known *history.Life) {
		if known.Ended.IsZero() {
			known.Ended = time.Now()
		}
		known.Code = code
	})
}

// Kill ends the process as a crash would.
func (r *Replica) Kill() {
	r.ending(history.Kill, time.Now())
	_ = r.life.cmd.Process.Kill()
	<-r.life.done
}

// stopBound is how long a process may take to stop: dray's own bound on the drain,
// and some seconds to commit and to tell Port.
const stopBound = 60 * time.Second

// Terminate asks the process to stop and waits until it has.
func (r *Replica) Terminate() {
	<-r.life.spoke
	r.ending(history.Terminate, time.Time{})
	r.Signal(syscall.SIGTERM)
	select {
	case <-r.life.done:
	case <-time.After(stopBound):
		_ = r.life.cmd.Process.Kill()
		<-r.life.done
	}
}

// Signal sends the process a signal.
func (r *Replica) Signal(signal os.Signal) { _ = r.life.cmd.Process.Signal(signal) }

// Life gives the number of the process.
func (r *Replica) Life() int { return r.life.number }

// ending notes how we end the process, unless it has ended by itself.
func (r *Replica) ending(how history.What, at time.Time) {
	select {
	case <-r.life.done:
	default:
		r.town.Book.Ended(r.life.number, func(l *history.Life) { l.End, l.Ended = how, at })
	}
}

func (r *Replica) close() {
	if r.life != nil {
		_ = r.life.cmd.Process.Kill()
		<-r.life.done
	}
	for _, link := range []*links.Link{r.circleci, r.portal} {
		if link != nil {
			link.Close()
		}
	}
}
