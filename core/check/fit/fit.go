package fit

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/drayhq/dray/plugins/circleci/trigger"
	"github.com/drayhq/dray/sdk"
)

// Fetch makes a request under the rules of where a token may go.
type Fetch func(ctx context.Context, request sdk.Request) (sdk.Reply, error)

// ErrNoTrigger says that a request triggers no pipeline of CircleCI's.
var ErrNoTrigger = errors.New("it triggers no pipeline of CircleCI's")

// Try asks about the request that would trigger a pipeline. It says in words what was
// found; the error says what doesn't fit, and what to mend.
func Try(ctx context.Context, fetch Fetch, request sdk.Request) (found string, err error) {
	target, ok := trigger.Parse(request.Method, request.URL)
	if !ok {
		return "", fmt.Errorf("%s %s: %w", request.Method, request.URL, ErrNoTrigger)
	}
	if err := target.Check(); err != nil {
		return "", err
	}
	a := asker{ctx, fetch, target, sdk.Header{}}
	for _, name := range []string{"Circle-Token", "Authorization"} {
		if value := request.Header.Get(name); value != "" {
			a.header[name] = []string{value}
		}
	}
	if len(a.header) == 0 {
		return "", errors.New("the request has no token: the mapping's headers need Circle-Token, and the variable that it is taken from has to be set")
	}
	var me struct{ Login, Name string }
	if err := a.get("/me", &me); err != nil {
		return "", err
	}
	who := "the token of " + either(me.Login, me.Name)
	var project struct{ ID, Slug string }
	if err := a.get("/project/"+escape(target.Slug), &project); err != nil {
		if status(err) == http.StatusNotFound {
			return "", fmt.Errorf("%w: there is no project %s, or %s can't see it", err, target.Slug, who)
		}
		return "", err
	}
	if !target.Run {
		return a.classic(who)
	}
	return a.run(who, project.ID, request.Body)
}

func (a asker) classic(who string) (string, error) {
	if !a.target.Classic() {
		return "", fmt.Errorf("%s sees the project %s, which the classic endpoint doesn't take: set the circleci step's definition_id, "+
			"and leave its endpoint at auto", who, a.target.Slug)
	}
	return fmt.Sprintf("%s sees the project %s, to be triggered through the classic endpoint", who, a.target.Slug), nil
}

// run says whether the project has the pipeline definition of a body.
func (a asker) run(who, project string, body any) (string, error) {
	members, _ := sdk.Decoded(body).(map[string]any)
	wanted, _ := members["definition_id"].(string)
	var ids, shown []string
	page := ""
	for range 10 {
		var list struct {
			Items []struct{ ID, Name string }
			Next  string `json:"next_page_token"`
		}
		if err := a.get("/projects/"+url.PathEscape(project)+"/pipeline-definitions"+page, &list); err != nil {
			return "", err
		}
		for _, item := range list.Items {
			ids, shown = append(ids, item.ID), append(shown, item.ID+" ("+item.Name+")")
		}
		if list.Next == "" {
			break
		}
		page = "?page-token=" + url.QueryEscape(list.Next)
	}
	if !slices.Contains(ids, wanted) {
		return "", fmt.Errorf("the project %s has no pipeline definition %q; it has: %s", a.target.Slug, wanted, either(strings.Join(shown, ", "), "none"))
	}
	return fmt.Sprintf("%s sees the project %s, to be triggered through pipeline/run with its definition %s", who, a.target.Slug, wanted), nil
}

func escape(slug string) string {
	parts := strings.Split(slug, "/")
	for i := range parts {
		parts[i] = url.PathEscape(parts[i])
	}
	return strings.Join(parts, "/")
}

func either(text, otherwise string) string {
	if text != "" {
		return text
	}
	return otherwise
}

// asker asks with one token.
type asker struct {
	ctx    context.Context
	fetch  Fetch
	target trigger.Target
	header sdk.Header
}

func (a asker) get(path string, into any) error {
	reply, err := a.fetch(a.ctx, sdk.Request{Method: http.MethodGet, URL: a.target.Base + path, Header: a.header})
	if err != nil {
		return fmt.Errorf("asking CircleCI for %s: %w", path, err)
	}
	if reply.Status != http.StatusOK {
		return &answerError{path, reply}
	}
	if err := json.Unmarshal(reply.Body, into); err != nil {
		return fmt.Errorf("reading CircleCI's answer to GET %s: %w; is %s its API?", path, err, a.target.Base)
	}
	return nil
}

// answerError is an answer other than 200.
type answerError struct {
	path  string
	reply sdk.Reply
}

// Error says what was answered, and what to mend where that is known.
func (e *answerError) Error() string {
	text := fmt.Sprintf("CircleCI answered %d to GET %s", e.reply.Status, e.path)
	switch {
	case e.reply.Status == http.StatusUnauthorized:
		text += ": it does not take the token, which has to be a personal API token that is still valid"
	case e.reply.Status >= 300 && e.reply.Status < 400:
		text += ": a redirect, which is not followed; set the API's final address"
	}
	return text
}

func status(err error) int {
	if e, ok := errors.AsType[*answerError](err); ok {
		return e.reply.Status
	}
	return 0
}
