package hook

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// signed says whether header, circleci-signature, has the signature of a body:
// v1= and the HMAC-SHA256 in hex, maybe among those of other versions.
func signed(header string, body []byte, secret string) bool {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(body)
	want := mac.Sum(nil)
	for part := range strings.SplitSeq(header, ",") {
		text, ok := strings.CutPrefix(strings.TrimSpace(part), "v1=")
		if !ok {
			continue
		}
		if got, err := hex.DecodeString(text); err == nil && hmac.Equal(got, want) {
			return true
		}
	}
	return false
}
