package compose

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"strconv"
	"time"

	"github.com/drayhq/dray/sdk"
)

// SignaturePrefix starts every signature.
const SignaturePrefix = "v1,"

// Sign gives header with X-Port-Signature and X-Port-Timestamp, by which the
// receiver knows that the request came from the holder of Port's client secret:
// "v1," and the base64 of HMAC-SHA256 over the time in Unix seconds, a dot, and
// the body's bytes as they are on the wire.
//
// Without a body it signs null, as the reference agent does (executed: every
// request without a body in the conformance cases carries that signature).
func Sign(header sdk.Header, secret string, wire []byte, now time.Time) sdk.Header {
	if wire == nil {
		wire = []byte("null")
	}
	timestamp := strconv.FormatInt(now.Unix(), 10)
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(timestamp + "."))
	mac.Write(wire)
	signature := SignaturePrefix + base64.StdEncoding.EncodeToString(mac.Sum(nil))
	return header.With("X-Port-Timestamp", timestamp).With("X-Port-Signature", signature)
}
