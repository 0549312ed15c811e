package compose

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strconv"

	"github.com/drayhq/dray/sdk"
)

// parent is a traceparent of version 00: https://www.w3.org/TR/trace-context/#traceparent-header
var parent = regexp.MustCompile(`^00-([0-9a-f]{32})-[0-9a-f]{16}-([0-9a-f]{2})$`)

// Retrace gives a repeated request a span id of its own, where its header has a
// traceparent: each attempt is a span. The first keeps what it was given.
func Retrace(header sdk.Header, run string, attempt int) sdk.Header {
	found := parent.FindStringSubmatch(header.Get("traceparent"))
	if attempt <= 1 || found == nil {
		return header
	}
	sum := sha256.Sum256([]byte(found[1] + "/" + run + "/" + strconv.Itoa(attempt)))
	return header.With(header.Key("traceparent"), "00-"+found[1]+"-"+hex.EncodeToString(sum[:8])+"-"+found[2])
}
