package route_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/drayhq/dray/core/route"
	"github.com/drayhq/dray/sdk"
)

func gives(v any) route.Expr {
	return func(context.Context, any) (any, error) { return v, nil }
}

func errs(text string) route.Expr {
	return func(context.Context, any) (any, error) { return nil, errors.New(text) }
}

func TestMatch(t *testing.T) {
	cases := map[string]struct {
		table   route.Table
		want    string
		warning string
	}{
		"the first that matches wins":   {route.Table{{Name: "a", When: gives(true)}, {Name: "b"}}, "a", ""},
		"no condition matches always":   {route.Table{{Name: "a", When: gives(false)}, {Name: "b"}}, "b", ""},
		"a string isn't a yes":          {route.Table{{Name: "a", When: gives("true")}}, "", ""},
		"an error isn't a yes":          {route.Table{{Name: "a", When: errs("no keys")}, {Name: "b"}}, "b", "route a: evaluating when: no keys"},
		"nothing matches in no routes":  {nil, "", ""},
		"null isn't a yes":              {route.Table{{Name: "a", When: gives(nil)}}, "", ""},
		"later routes aren't asked for": {route.Table{{Name: "a"}, {Name: "b", When: errs("asked")}}, "a", ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			got, run := c.table.Match(t.Context(), sdk.Run{})
			if (got == nil && c.want != "") || (got != nil && got.Name != c.want) {
				t.Errorf("matched %+v, want %q", got, c.want)
			}
			if w := strings.Join(run.Warnings, ";"); w != c.warning {
				t.Errorf("warned %q, want %q", w, c.warning)
			}
		})
	}
}

func TestLane(t *testing.T) {
	lane := func(r route.Route) string {
		key, _ := r.Lane(t.Context(), sdk.Run{})
		return key
	}
	if got := lane(route.Route{Name: "a"}); got != "" {
		t.Errorf("a route without order has lane %q, want none", got)
	}
	a, b := lane(route.Route{Name: "a", OrderBy: gives("x")}), lane(route.Route{Name: "b", OrderBy: gives("x")})
	if a == b || a == "" {
		t.Errorf("lanes %q and %q, want one a route", a, b)
	}
	if e := lane(route.Route{Name: "a", OrderBy: errs("no")}); e == "" || e == a {
		t.Errorf("a key that can't be had gives lane %q, want one of its own", e)
	}
}
