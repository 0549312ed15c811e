package verdict

import (
	"strings"
	"testing"
	"time"

	"github.com/drayhq/dray/sdk"
)

func TestOfReply(t *testing.T) {
	for status, both := range map[int]struct{ post, get sdk.Outcome }{
		200: {sdk.Continue, sdk.Continue},
		201: {sdk.Continue, sdk.Continue},
		204: {sdk.Continue, sdk.Continue},
		299: {sdk.Continue, sdk.Continue},
		101: {sdk.Permanent, sdk.Permanent},
		301: {sdk.Permanent, sdk.Permanent},
		304: {sdk.Permanent, sdk.Permanent},
		307: {sdk.Permanent, sdk.Permanent},
		400: {sdk.Permanent, sdk.Permanent},
		401: {sdk.Permanent, sdk.Permanent},
		404: {sdk.Permanent, sdk.Permanent},
		408: {sdk.Uncertain, sdk.Retryable},
		409: {sdk.Permanent, sdk.Permanent},
		422: {sdk.Permanent, sdk.Permanent},
		425: {sdk.Retryable, sdk.Retryable},
		429: {sdk.Retryable, sdk.Retryable},
		500: {sdk.Uncertain, sdk.Retryable},
		501: {sdk.Permanent, sdk.Permanent},
		502: {sdk.Uncertain, sdk.Retryable},
		503: {sdk.Retryable, sdk.Retryable},
		504: {sdk.Uncertain, sdk.Retryable},
		599: {sdk.Permanent, sdk.Permanent},
	} {
		reply := &sdk.Reply{Status: status}
		for method, want := range map[string]sdk.Outcome{
			"POST": both.post, "PATCH": both.post, "BREW": both.post,
			"GET": both.get, "HEAD": both.get, "PUT": both.get, "DELETE": both.get, "OPTIONS": both.get,
		} {
			err := OfReply(method, "http://h", reply, time.Time{})
			if got, _ := sdk.OutcomeOf(err); got != want {
				t.Errorf("%d to %s: %v (%v), want %v", status, method, got, err, want)
			}
			if got, want := sdk.Doubtful(err), both.post == sdk.Uncertain; got != want {
				t.Errorf("%d to %s: in doubt is %v, want %v", status, method, got, want)
			}
		}
	}
}

func TestOfReplyWords(t *testing.T) {
	for _, c := range []struct {
		reply sdk.Reply
		want  string
	}{
		{sdk.Reply{Status: 404, Body: []byte(`{"message":"Project not found"}`)},
			`https://circleci.com answered 404 Not Found: {"message":"Project not found"}`},
		{sdk.Reply{Status: 599}, "https://circleci.com answered 599"},
		{sdk.Reply{Status: 502, Body: []byte("bad\n\n gateway")}, "https://circleci.com answered 502 Bad Gateway: bad gateway " +
			"(the request was received, so what it triggers may have started)"},
	} {
		if err := OfReply("POST", "https://circleci.com", &c.reply, time.Time{}); err.Error() != c.want {
			t.Errorf("got  %s\nwant %s", err, c.want)
		}
	}
}

func TestRedirectNamesWhereTo(t *testing.T) {
	for location, want := range map[string]string{
		"https://u:s3cret@other.example/login?token=s3cret#s3cret": "points to https://other.example/login:",
		"/login?next=s3cret": "points to /login:",
		"":                   "without saying where",
		"http://s3cret\x7f/": "not a URL",
		"mailto:s3cret@h":    "not a URL",
	} {
		reply := &sdk.Reply{Status: 302, Header: sdk.Header{"Location": {location}}}
		err := OfReply("POST", "http://h", reply, time.Time{})
		if !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("Location %q: %v; want %q in it", location, err, want)
		}
	}
}

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("é", longest)
	for body, want := range map[string]string{
		"":                                    "",
		"a \r\n\tb\x00\x1b[31m":               "a b[31m",
		"\xff\xfea":                           "a",
		long:                                  strings.Repeat("é", longest/2) + "…",
		strings.Repeat("x", longest-1) + "éé": strings.Repeat("x", longest-1) + "…",
	} {
		if got := Excerpt([]byte(body)); got != want {
			t.Errorf("%.20q…: %q, want %q", body, got, want)
		}
	}
}
