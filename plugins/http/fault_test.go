package http

import (
	"bufio"
	"context"
	"io"
	"net"
	"strings"
	"testing"

	"github.com/drayhq/dray/sdk"
)

func answering(text string) func(net.Conn) {
	return func(conn net.Conn) {
		if readRequest(bufio.NewReader(conn)) == nil {
			_, _ = io.WriteString(conn, text)
		}
	}
}

func untilClosed(conn net.Conn) { _, _ = io.Copy(io.Discard, conn) }

func TestNoAnswer(t *testing.T) {
	silent := peer(t, untilClosed)
	for _, c := range []struct {
		name, url string
		want      sdk.Outcome
		text      string
	}{
		{"nobody listens", "http://" + nobody(1), sdk.Retryable, "connection refused"},
		{"no TLS handshake", strings.Replace(silent, "http", "https", 1), sdk.Retryable, "TLS handshake timeout"},
		{"TLS to what speaks none", strings.Replace(peer(t, func(conn net.Conn) {
			_, _ = io.WriteString(conn, "HTTP/1.0 400 Bad Request\r\n\r\n")
			untilClosed(conn)
		}), "http", "https", 1), sdk.Retryable, "does not look like a TLS handshake"},
		{"never an answer", silent, sdk.Uncertain, "no answer within 100ms"},
		{"closed after reading", peer(t, answering("")), sdk.Uncertain, "the connection was closed"},
		{"reset after the first byte", peer(t, func(conn net.Conn) {
			_, _ = conn.Read(make([]byte, 1))
			_ = conn.(*net.TCPConn).SetLinger(0)
		}), sdk.Uncertain, "reset by peer"},
		{"half an answer", peer(t, answering("HTTP/1.1 201 Created\r\nA: b")), sdk.Uncertain, "the connection was closed"},
		{"not HTTP", peer(t, answering("SSH-2.0-OpenSSH\r\n\r\n")), sdk.Uncertain, "malformed HTTP"},
		{"endless headers", peer(t, answering("HTTP/1.1 201 Created\r\nA: "+strings.Repeat("x", 1<<19))),
			sdk.Uncertain, "headers exceeded"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var settings string
			if c.url == silent || strings.Contains(c.text, "timeout") {
				settings = "timeout: 100ms"
			}
			s := openStep(t, settings, testEnv)
			run, err := s.Do(t.Context(), runTo("POST", c.url+"/a", "x"))
			if got, _ := sdk.OutcomeOf(err); got != c.want || !strings.Contains(err.Error(), c.text) {
				t.Errorf("%v, %v; want %v with %q", got, err, c.want, c.text)
			}
			if run.Reply != nil {
				t.Errorf("a reply: %+v", run.Reply)
			}
		})
	}
}

func TestCancelled(t *testing.T) {
	received := make(chan struct{})
	url := peer(t, func(conn net.Conn) {
		_ = readRequest(bufio.NewReader(conn))
		close(received)
		untilClosed(conn)
	})
	s := openStep(t, "", testEnv)

	before, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := s.Do(before, runTo("POST", url, "x"))
	if got, _ := sdk.OutcomeOf(err); got != sdk.Retryable {
		t.Errorf("cancelled before sending: %v, %v", got, err)
	}

	during, cancel := context.WithCancel(t.Context())
	defer cancel()
	go func() {
		<-received
		cancel()
	}()
	_, err = s.Do(during, runTo("POST", url, "x"))
	if got, _ := sdk.OutcomeOf(err); got != sdk.Uncertain || !strings.Contains(err.Error(), "context canceled") {
		t.Errorf("cancelled after sending: %v, %v", got, err)
	}
}
