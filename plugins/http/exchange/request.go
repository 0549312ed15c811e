package exchange

import (
	"bytes"
	"io"
	"net/http"
	"strings"

	"github.com/drayhq/dray/sdk"
)

// Request gives net/http's form of a composed request. Names of header fields
// keep their spelling, except where net/http knows them by the canonical
// spelling only and would set its own beside them.
func Request(request sdk.Request) (*http.Request, error) {
	// A body held in memory lets the transport start over where a kept connection
	// turns out closed before anything of the request was written to it.
	var body io.Reader
	if request.Wire != nil {
		body = bytes.NewReader(request.Wire)
	}
	out, err := http.NewRequest(request.Method, request.URL, body) //nolint:noctx // Send gives it one
	if err != nil {
		return nil, err
	}
	out.Header = make(http.Header, len(request.Header)+2)
	out.Header["User-Agent"] = []string{"dray"}
	out.Header["Accept"] = []string{"*/*"}
	for name, values := range request.Header {
		switch canonical := http.CanonicalHeaderKey(name); canonical {
		case "Host":
			out.Host = values[0]
		case "User-Agent", "Accept", "Accept-Encoding", "Range":
			out.Header[canonical] = values
		case "Idempotency-Key", "X-Idempotency-Key":
			// By the canonical spelling the transport takes leave to send a POST twice.
			out.Header[strings.ToLower(name)] = values
		default:
			out.Header[name] = values
		}
	}
	return out, nil
}
