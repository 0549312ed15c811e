package port

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// StatusError is an answer of Port's other than 2xx.
type StatusError struct {
	Method, Path string
	Status       int
	Message      string        // Port's own words, or what to mend; up to 500 bytes
	RetryAfter   time.Duration // what Port asks to wait, up to an hour; 0: it does not say
}

// Error says what was asked and what Port answered.
func (e *StatusError) Error() string {
	text := fmt.Sprintf("Port answered %d to %s %s", e.Status, e.Method, e.Path)
	if e.Message != "" {
		text += ": " + e.Message
	}
	return text
}

// TokenError says that there is no access token to be had, so that nothing can
// be told to Port at all.
type TokenError struct{ Err error }

// Error says how to mend it where Port did not take the credentials.
func (e *TokenError) Error() string {
	text := "asking for an access token: " + e.Err.Error()
	if IsStatus(e.Err, http.StatusUnauthorized) || IsStatus(e.Err, http.StatusForbidden) ||
		IsStatus(e.Err, http.StatusNotFound) {
		text += " (check port.client_id, port.client_secret and, for the region, port.url)"
	}
	return text
}

// Unwrap gives the cause.
func (e *TokenError) Unwrap() error { return e.Err }

// IsStatus says whether err is an answer with this status.
func IsStatus(err error, status int) bool {
	var e *StatusError
	return errors.As(err, &e) && e.Status == status
}

const maxMessage = 500

func statusError(req *http.Request, resp *http.Response, path string, now time.Time) error {
	e := &StatusError{
		Method: req.Method, Path: path, Status: resp.StatusCode,
		RetryAfter: retryAfter(resp.Header, now),
	}
	if location := resp.Header.Get("Location"); location != "" {
		e.Message = "a redirect, which is not followed; set port.url to the API's own address"
		return e
	}
	// An answer that cannot be read still has its status.
	body, _ := io.ReadAll(io.LimitReader(resp.Body, maxDrain))
	e.Message = message(body)
	return e
}

// message gives Port's words from {ok:false, error, message?}, or what else stands there.
func message(body []byte) string {
	var answer struct {
		Error   any    `json:"error"`
		Message string `json:"message"`
	}
	text := strings.TrimSpace(string(body))
	if json.Unmarshal(body, &answer) == nil {
		code, _ := answer.Error.(string)
		switch {
		case code != "" && answer.Message != "":
			text = code + ": " + answer.Message
		case code != "" || answer.Message != "":
			text = code + answer.Message
		}
	}
	if len(text) > maxMessage {
		text = text[:maxMessage-3] + "..."
	}
	return strings.ToValidUTF8(text, "")
}

// retryAfter reads Retry-After (RFC 9110: seconds or a date) and else
// x-ratelimit-reset (seconds to go; a number too big for that is a Unix time).
func retryAfter(header http.Header, now time.Time) time.Duration {
	const epoch = 1e9
	value := header.Get("Retry-After")
	if left := header.Get("X-Ratelimit-Remaining"); value == "" && (left == "" || left == "0") {
		value = header.Get("X-Ratelimit-Reset")
	}
	var wait time.Duration
	if seconds, err := strconv.ParseFloat(value, 64); err == nil {
		if seconds >= epoch {
			seconds -= float64(now.Unix())
		}
		wait = lifetime(seconds)
	} else if date, err := http.ParseTime(value); err == nil {
		wait = date.Sub(now)
	}
	return max(0, min(wait, time.Hour))
}
