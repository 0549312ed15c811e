package verdict

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/drayhq/dray/sdk"
)

// OfReply gives nil for a 2xx and otherwise an error of the outcome that the
// status means: a pipeline must not be triggered twice, so what may have been
// done is only repeated where the method allows repeating. origin is what the
// error calls the endpoint.
func OfReply(method, origin string, reply *sdk.Reply, now time.Time) error {
	status := reply.Status
	if status >= 200 && status < 300 {
		return nil
	}
	err := errors.New(Said(origin, reply))
	switch status {
	case http.StatusTooEarly, http.StatusTooManyRequests, http.StatusServiceUnavailable:
		return sdk.Retry(err, after(reply.Header, now))
	case http.StatusRequestTimeout, http.StatusInternalServerError, http.StatusBadGateway, http.StatusGatewayTimeout:
		if Idempotent(method) {
			return sdk.Retry(sdk.Unknown(err), after(reply.Header, now))
		}
		return sdk.Unknown(fmt.Errorf("%w (the request was received, so what it triggers may have started)", err))
	}
	if status >= 300 && status < 400 {
		return redirect(origin, reply)
	}
	return err
}

// Said tells in words what origin answered.
func Said(origin string, reply *sdk.Reply) string {
	text := fmt.Sprintf("%s answered %s", origin, statusText(reply.Status))
	if excerpt := Excerpt(reply.Body); excerpt != "" {
		text += ": " + excerpt
	}
	return text
}

// Fault tells whether a status says that the endpoint itself does not work, whoever
// asks it for what.
func Fault(status int) bool {
	switch status {
	case http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return false
}

// Idempotent tells whether a method may be repeated when nobody knows whether
// it was carried out (RFC 9110, 9.2.2).
func Idempotent(method string) bool {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPut, http.MethodDelete, http.MethodOptions, http.MethodTrace:
		return true
	}
	return false
}

func statusText(status int) string {
	if text := http.StatusText(status); text != "" {
		return fmt.Sprintf("%d %s", status, text)
	}
	return strconv.Itoa(status)
}

// redirect names where the endpoint pointed, without user info and query, which
// may be secret.
func redirect(origin string, reply *sdk.Reply) error {
	text := fmt.Sprintf("%s answered %s", origin, statusText(reply.Status))
	location := reply.Header.Get("Location")
	if location == "" {
		return fmt.Errorf("%s without saying where: a redirect is never followed, for the tokens would travel with it", text)
	}
	u, err := url.Parse(location)
	if err != nil || u.Opaque != "" {
		return fmt.Errorf("%s with a Location that is not a URL; redirects are never followed, for the tokens would travel", text)
	}
	u.User, u.RawQuery, u.Fragment, u.RawFragment = nil, "", "", ""
	return fmt.Errorf("%s and points to %s: redirects are never followed, for the tokens would travel; "+
		"if that is the right place, put it into the mapping's url", text, cut(u.String()))
}
