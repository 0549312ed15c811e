package server

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"github.com/drayhq/dray/core/intake/kafkaclient"
)

// Bounds are for a small machine that does other things as well.
const (
	startBound = 2 * time.Minute
	stopBound  = 30 * time.Second
	askEvery   = 200 * time.Millisecond
)

// process is a running broker. done is closed when it has ended.
type process struct {
	command *exec.Cmd
	done    chan struct{}
}

func (s *Server) java(ctx context.Context, class string, arguments ...string) *exec.Cmd {
	return exec.CommandContext(ctx, "java", append([]string{
		"-Xms128m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
		"-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-Dorg.slf4j.simpleLogger.showDateTime=true",
		"-cp", filepath.Join(s.jars, "*"), class,
	}, arguments...)...)
}

// Resume starts a broker that was stopped, on the ports and data that it had, and
// returns when it answers.
func (s *Server) Resume(ctx context.Context) error {
	log, err := os.OpenFile(logFile(s.dir), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("opening the broker's log: %w", err)
	}
	defer log.Close()
	command := s.java(context.WithoutCancel(ctx), "kafka.Kafka", configFile(s.dir))
	command.Stdout, command.Stderr = log, log
	if err := command.Start(); err != nil {
		return fmt.Errorf("starting the broker: %w", err)
	}
	p := &process{command, make(chan struct{})}
	go func() {
		defer close(p.done)
		_ = command.Wait() // how it ended is in its log
	}()
	s.process = p
	if err := s.answers(ctx, p); err != nil {
		s.Kill()
		said, _ := os.ReadFile(logFile(s.dir))
		return fmt.Errorf("waiting for the broker to answer: %w\n%s", err, said[max(0, len(said)-4000):])
	}
	return nil
}

func (s *Server) answers(ctx context.Context, p *process) error {
	ctx, cancel := context.WithTimeout(ctx, startBound)
	defer cancel()
	tick := time.NewTicker(askEvery)
	defer tick.Stop()
	for {
		err := kafkaclient.Check(ctx, s.Admin())
		if err == nil {
			return nil
		}
		select {
		case <-tick.C:
		case <-p.done:
			return errors.New("it ended")
		case <-ctx.Done():
			return err
		}
	}
}

// Stop ends the broker in good order; it can be resumed.
func (s *Server) Stop() { s.end(syscall.SIGTERM) }

// Kill ends the broker as a crash would; it can be resumed.
func (s *Server) Kill() { s.end(syscall.SIGKILL) }

func (s *Server) end(signal syscall.Signal) {
	p := s.process
	if p == nil {
		return
	}
	s.process = nil
	_ = p.command.Process.Signal(signal) // an error says that it has ended
	select {
	case <-p.done:
	case <-time.After(stopBound):
		_ = p.command.Process.Kill()
		<-p.done
	}
}
