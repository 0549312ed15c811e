package http

import (
	"bufio"
	"errors"
	"io"
	"net"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/drayhq/dray/sdk"
)

// Who may not write any more sends nothing, also on a connection that was made or
// kept before, and the run is as one that was refused: to be tried again.
func TestNothingIsWrittenThatTheGuardForbids(t *testing.T) {
	var received atomic.Int32
	url := peer(t, func(conn net.Conn) {
		for r := bufio.NewReader(conn); readRequest(r) == nil; {
			received.Add(1)
			_, _ = io.WriteString(conn, "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n")
		}
	})
	s := openStep(t, "max_per_host: 1", testEnv)
	for i, lapsed := range []bool{true, false, true, false} {
		before, asked := received.Load(), 0
		ctx := sdk.Guard(t.Context(), func() error {
			if asked++; lapsed {
				return errors.New("lapsed")
			}
			return nil
		})
		_, err := s.Do(ctx, runTo("POST", url, "x"))
		outcome, _ := sdk.OutcomeOf(err)
		switch {
		case asked == 0:
			t.Errorf("%d: nobody asked", i)
		case lapsed && (outcome != sdk.Retryable || sdk.Doubtful(err) || !strings.Contains(err.Error(), "lapsed") || received.Load() != before):
			t.Errorf("%d: %v, %v after %d requests; want a retry and nothing sent", i, outcome, err, received.Load()-before)
		case !lapsed && (err != nil || received.Load() != before+1):
			t.Errorf("%d: %v after %d requests", i, err, received.Load()-before)
		}
	}
}
