package verify

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"
)

// Attach gives the event as Port would publish it, signed with secret at now: the
// signature and its timestamp, in seconds, are put last into `headers`, which is
// made when it is missing. A signature that was there is replaced. The error is a
// *[JunkError] for what isn't an event, or says that `headers` can't take members.
func Attach(raw []byte, secret string, now time.Time) ([]byte, error) {
	if secret == "" {
		return nil, errors.New("signing an event: there is no client secret to sign with")
	}
	plain, err := unsigned(raw)
	if err != nil {
		return nil, err
	}
	s, err := read(plain, 0)
	if err != nil {
		return nil, err
	}
	end := s.headers.to - 1
	if plain[end] != '}' {
		return nil, errors.New("signing an event: its member headers has to be an object")
	}
	signed, err := s.signed()
	if err != nil {
		return nil, err
	}
	timestamp := strconv.FormatInt(now.Unix(), 10)
	members := fmt.Sprintf("%q:%q,%q:%q",
		SignatureHeader, Sign(secret, signed.Body, timestamp), TimestampHeader, timestamp)
	if plain[end-1] != '{' {
		members = "," + members
	}
	return slices.Insert(plain, end, []byte(members)...), nil
}

// unsigned gives the event compact, without a signature and with `headers`.
func unsigned(raw []byte) ([]byte, error) {
	s, err := read(raw, 0)
	if err != nil {
		return nil, err
	}
	plain, err := compact(raw, s.members)
	if err != nil || s.headers.to > 0 {
		return plain, err
	}
	headers := `,"headers":{}`
	if len(plain) == len("{}") {
		headers = headers[1:]
	}
	return slices.Insert(plain, len(plain)-1, []byte(headers)...), nil
}
