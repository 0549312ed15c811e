package verdict

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"strings"
	"testing"

	"github.com/drayhq/dray/plugins/http/address"
	"github.com/drayhq/dray/sdk"
)

func TestOfFault(t *testing.T) {
	refused := &net.OpError{Op: "dial", Err: address.CheckIP(netip.MustParseAddr("169.254.169.254"), false)}
	for _, c := range []struct {
		cause   error
		written bool
		want    sdk.Outcome
		text    string
	}{
		{io.EOF, false, sdk.Retryable, "nothing was sent: EOF"},
		{io.EOF, true, sdk.Uncertain, "gave no answer: EOF"},
		{context.Canceled, false, sdk.Retryable, "nothing was sent: context canceled"},
		{fmt.Errorf("proxy: %w", refused), false, sdk.Permanent, "169.254.169.254"},
	} {
		err := OfFault("http://h", c.written, c.cause)
		if got, _ := sdk.OutcomeOf(err); got != c.want || !strings.Contains(err.Error(), c.text) {
			t.Errorf("%v, written %v: %v, %v; want %v with %q", c.cause, c.written, got, err, c.want, c.text)
		}
		if c.want != sdk.Permanent && !errors.Is(err, c.cause) {
			t.Errorf("%v no longer wraps its cause", err)
		}
	}
}
