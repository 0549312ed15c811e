package format

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/fault"
)

// unreserved are the characters beside letters and digits that @uri lets
// through in jq 1.5: those of RFC 2396. Later versions go by RFC 3986.
const unreserved = "-_.!~*'()"

func escapeURI(s string) string {
	var out strings.Builder
	for i := range len(s) {
		c := s[i]
		switch {
		case '0' <= c && c <= '9', 'A' <= c && c <= 'Z', 'a' <= c && c <= 'z', strings.IndexByte(unreserved, c) >= 0:
			out.WriteByte(c)
		default:
			fmt.Fprintf(&out, "%%%02X", c)
		}
	}
	return out.String()
}

func unescapeURI(s string) any {
	out, err := url.PathUnescape(s)
	if err != nil {
		return fmt.Errorf("string (%s) is not a valid uri encoding", fault.Preview(s))
	}
	return out
}
