package gate

import (
	"errors"
	"net/http"

	"github.com/drayhq/dray/core/port"
)

// Refused says that Port looked at a call and will never take it: a run that it
// does not know or that has ended, a member that it does not like.
func Refused(err error) bool {
	var status *port.StatusError
	if !errors.As(err, &status) || noToken(err) || status.Status < 400 || status.Status > 499 {
		return false
	}
	switch status.Status {
	case http.StatusUnauthorized, http.StatusRequestTimeout, http.StatusTooEarly, http.StatusTooManyRequests:
		return false
	}
	return true
}

// Disliked says that Port may take less of the same.
func Disliked(err error) bool {
	return port.IsStatus(err, http.StatusBadRequest) || port.IsStatus(err, http.StatusUnprocessableEntity) ||
		port.IsStatus(err, http.StatusRequestEntityTooLarge)
}

// unwell says that no call is likely to fare better: Port does not answer, fails
// by itself, or does not take the credentials.
func unwell(err error) bool {
	if err == nil || Refused(err) {
		return false
	}
	var status *port.StatusError
	return !errors.As(err, &status) || noToken(err) || status.Status < 400 || status.Status >= 500 ||
		status.Status == http.StatusUnauthorized
}

func noToken(err error) bool {
	var token *port.TokenError
	return errors.As(err, &token)
}
