package exchange

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"time"

	"github.com/drayhq/dray/plugins/http/link"
	"github.com/drayhq/dray/sdk"
)

// Client makes exchanges; many at once.
type Client struct {
	Transport   *http.Transport // of [link.New]
	Timeout     time.Duration   // from the connection to the reply's end
	MaxResponse int64           // bytes of a reply's body that are kept
}

// Answer is what became of a request: a reply, or an error and whether any of
// the request may have gone out.
type Answer struct {
	Reply   sdk.Reply
	Warning string // what the reply lacks
	Err     error
	Written bool
}

// Send makes one exchange, and follows no redirect. The clock of the timeout
// starts with the connection: waiting for one is bounded by ctx, making one by
// the transport.
func (c Client) Send(ctx context.Context, request *http.Request) Answer {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var began time.Time
	var mark link.Mark
	var late *time.Timer
	defer func() {
		if late != nil {
			late.Stop()
		}
	}()
	trace := &httptrace.ClientTrace{GotConn: func(info httptrace.GotConnInfo) {
		began, mark = time.Now(), link.MarkOf(info.Conn)
		link.Guard(info.Conn, func() error { return sdk.MayWrite(ctx) })
		if late == nil {
			late = time.AfterFunc(c.Timeout, func() { cancel(fmt.Errorf("no answer within %s", c.Timeout)) })
		}
	}}
	response, err := c.Transport.RoundTrip(request.WithContext(httptrace.WithClientTrace(ctx, trace)))
	if err != nil {
		return Answer{Err: reason(ctx, err), Written: mark.Wrote()}
	}
	defer response.Body.Close()
	content := io.LimitReader(response.Body, c.MaxResponse+1)
	if response.StatusCode == http.StatusSwitchingProtocols {
		content = http.NoBody // the bare connection, whose reads heed no context
	}
	body, err := io.ReadAll(content)
	reply := sdk.Reply{
		Status:   response.StatusCode,
		Header:   sdk.Header(response.Header),
		Body:     body,
		Duration: time.Since(began),
	}
	var warning string
	switch {
	case int64(len(body)) > c.MaxResponse:
		reply.Body = body[:c.MaxResponse]
		warning = fmt.Sprintf("the answer is longer than max_response (%d bytes), the rest was dropped", c.MaxResponse)
	case err != nil:
		warning = fmt.Sprintf("the answer broke off after %d bytes: %v", len(body), reason(ctx, err))
	}
	return Answer{Reply: reply, Warning: warning}
}

// reason prefers why ctx ended to the transport's words for it.
func reason(ctx context.Context, err error) error {
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("the connection was closed: %w", err)
	}
	return err
}
