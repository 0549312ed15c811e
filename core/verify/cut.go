package verify

import "unicode/utf8"

// Names of the members of `headers` that carry the signature. They are compared
// to the letter, as port-agent does.
const (
	SignatureHeader = "X-Port-Signature"
	TimestampHeader = "X-Port-Timestamp"
)

// Signed is a message taken apart into what was signed and the signature.
type Signed struct {
	// Body is the compact JSON that the signature covers: without the signature
	// and its timestamp, and for a GITLAB action without `headers`.
	Body []byte
	// Signature is X-Port-Signature as it came, "" when there is none.
	Signature string
	// Timestamp is X-Port-Timestamp; a number as it was written.
	Timestamp string
	// Gitlab says that the invocation method is GITLAB, for which Port signs the
	// message without `headers`.
	Gitlab bool
}

// Cut takes a raw message apart. Its error is a *[JunkError]: the message is larger
// than limit bytes (0: no limit), or not a JSON object in UTF-8 without
// duplicate keys. raw is neither changed nor kept.
func Cut(raw []byte, limit int) (Signed, error) {
	s, err := read(raw, limit)
	if err != nil {
		return Signed{}, err
	}
	return s.signed()
}

// read checks raw and finds in it what Cut is after.
func read(raw []byte, limit int) (*scan, error) {
	if limit > 0 && len(raw) > limit {
		return nil, junk(TooLarge, "%d bytes, the limit is %d", len(raw), limit)
	}
	if !utf8.Valid(raw) {
		return nil, junk(NotUTF8, "at byte %d", invalidAt(raw))
	}
	return scanMessage(raw)
}

func invalidAt(raw []byte) int {
	for at := 0; at < len(raw); {
		r, size := utf8.DecodeRune(raw[at:])
		if r == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
	return len(raw)
}

func (s *scan) signed() (Signed, error) {
	out := Signed{Signature: s.signature, Timestamp: s.timestamp, Gitlab: s.method == "GITLAB"}
	cut := s.members
	if out.Gitlab && s.headers.to > 0 {
		cut = []span{s.headers}
	}
	var err error
	out.Body, err = compact(s.raw, cut)
	return out, err
}
