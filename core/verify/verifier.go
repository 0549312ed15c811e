package verify

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
)

// Verdict is what a [Verifier] makes of a message.
type Verdict int

// The verdicts. Only [Valid] and [ValidPrevious] say that Port sent the message.
const (
	Unchecked     Verdict = iota // there is no secret to check with
	Absent                       // the message carries no signature
	Invalid                      // it isn't what was signed, or another secret signed it
	Valid                        // signed with the current secret
	ValidPrevious                // signed with the secret before: that is being rotated
)

// OK says whether Port sent the message.
func (v Verdict) OK() bool { return v >= Valid }

// String gives the verdict as `explain` shows it.
func (v Verdict) String() string {
	return [...]string{"unchecked", "absent", "invalid", "valid", "valid"}[v]
}

// Verifier checks signatures. It is safe for concurrent use.
type Verifier struct{ current, previous string }

// New makes a Verifier for a client secret and the one before it. Either may be
// empty; with neither, every verdict is [Unchecked], for anybody can sign with
// an empty secret.
func New(current, previous string) Verifier { return Verifier{current, previous} }

// Check tells whether signed carries a signature that one of the secrets made.
func (v Verifier) Check(signed Signed) Verdict {
	switch {
	case v.current == "" && v.previous == "":
		return Unchecked
	case signed.Signature == "":
		return Absent
	case signed.Timestamp == "": // Port always signs one, and its agent refuses to do without
		return Invalid
	case signedWith(v.current, signed):
		return Valid
	case signedWith(v.previous, signed):
		return ValidPrevious
	}
	return Invalid
}

func signedWith(secret string, signed Signed) bool {
	if secret == "" {
		return false
	}
	want := Sign(secret, signed.Body, signed.Timestamp)
	return hmac.Equal([]byte(want), []byte(signed.Signature))
}

// Sign gives the X-Port-Signature for a body: "v1," and the base64 of the
// HMAC-SHA256 over timestamp, a dot and the body.
func Sign(secret string, body []byte, timestamp string) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(timestamp))
	mac.Write([]byte{'.'})
	mac.Write(body)
	return "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
}
