package bench

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// process is a program under measurement.
type process struct {
	cmd *exec.Cmd
	log string // the file that it writes its log into
}

// start starts a program with nothing but environ, in an empty folder.
func start(b *testing.B, environ []string, program string, args ...string) *process {
	b.Helper()
	dir := b.TempDir()
	p := &process{cmd: exec.CommandContext(b.Context(), program, args...), log: filepath.Join(dir, "log")}
	log, err := os.Create(p.log)
	if err != nil {
		b.Fatal(err)
	}
	defer log.Close() // the program has its own
	p.cmd.Dir, p.cmd.Env, p.cmd.Stderr = dir, environ, log
	if err := p.cmd.Start(); err != nil {
		b.Fatal(err)
	}
	return p
}

// stop has the program finish and gives the CPU time that it took in its life.
func (p *process) stop(b *testing.B) time.Duration {
	b.Helper()
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		b.Fatal(err)
	}
	if err := p.cmd.Wait(); err != nil {
		b.Fatalf("%s: %v\n%s", p.cmd, err, p.tail())
	}
	return p.cmd.ProcessState.UserTime() + p.cmd.ProcessState.SystemTime()
}

// memory reads a line of /proc/PID/status, such as VmRSS, in MB.
func (p *process) memory(b *testing.B, name string) float64 {
	b.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		b.Skip("memory is read from Linux's /proc: ", err)
	}
	_, after, _ := strings.Cut(string(text), name+":")
	fields := strings.Fields(after)
	if len(fields) == 0 {
		b.Fatalf("no %s in\n%s", name, text)
	}
	kilobytes, err := strconv.ParseFloat(fields[0], 64)
	if err != nil {
		b.Fatal(err)
	}
	return kilobytes * 1024 / 1e6
}

// tail gives the end of the program's log.
func (p *process) tail() string {
	text, err := os.ReadFile(p.log)
	if err != nil {
		return err.Error()
	}
	return string(text[max(0, len(text)-2000):])
}

// ownCPU gives the CPU time that this process has taken so far.
func ownCPU(b *testing.B) time.Duration {
	b.Helper()
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
