package process

import (
	"os"
	"syscall"
	"testing"
	"time"
)

// Terminate asks dray to stop, as Kubernetes does.
func (p *Process) Terminate() { p.Signal(syscall.SIGTERM) }

// Signal sends a signal, which one that has ended doesn't hear.
func (p *Process) Signal(signal os.Signal) { _ = p.cmd.Process.Signal(signal) }

// Kill ends dray as a crash would.
func (p *Process) Kill() {
	p.Signal(os.Kill)
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
