package origin_test

import (
	"strings"
	"testing"

	"github.com/drayhq/dray/plugins/jq/origin"
)

func TestHostFromEvent(t *testing.T) {
	for program, want := range map[string]bool{
		`"https://circleci.com/api"`: false,
		`env.URL`:                    false,
		`$ENV.URL + .path`:           false,
		`env["URL"] | rtrimstr("/")`: false,
		`(env.URL // "https://circleci.com") as $b | .slug | @uri as $p | $b + "/api/" + $p`: false,
		`"https://circleci.com/" + .x`:                                false,
		`"https://circleci.com" + "/x/" + .x`:                         false,
		`"https://\(env.HOST)/\(.x)"`:                                 false,
		`"https://ci.corp/\(.x)"`:                                     false,
		`if .prod then "https://a/" + .x else "https://b/" end`:       false,
		`if .prod then "https://a/" else error("no") end`:             false,
		`.url + "y" as $x | "https://a/"`:                             true,
		`.a[`:                                                         true,
		`.payload.action.invocationMethod.url`:                        true,
		`.payload.action.invocationMethod.url // "https://a/"`:        true,
		`env.URL // .url`:                                             true,
		`"https://" + .host`:                                          true,
		`"https://circleci.com" + .x`:                                 true,
		`"https://\(.host)/"`:                                         true,
		`@uri "https://\(.host)/"`:                                    true,
		`.url as $u | $u + "/x"`:                                      true,
		`. as {url: $u} | $u`:                                         true,
		`if .prod then "https://a/" elif .dev then .url else "x" end`: true,
		`if .prod then "https://a/" end`:                              true,
		`def f: "https://a/"; f`:                                      true,
		`.url | tostring`:                                             true,
		`$__loc__.file`:                                               true,
		`null + .url`:                                                 true,
		strings.Repeat(`("a" // "b") + `, 8) + `"c"`:                  true,
	} {
		if got := origin.HostFromEvent(program); got != want {
			t.Errorf("HostFromEvent(%s) = %v, want %v", program, got, want)
		}
	}
}

func TestEnvNames(t *testing.T) {
	got := strings.Join(origin.EnvNames(`env.B + $ENV.A + env["port-x"] + $ENV .["C"] + env[.name] + .environment.D + .env2 + env.B`), " ")
	if want := "A B C port-x"; got != want {
		t.Errorf("EnvNames gives %q, want %q", got, want)
	}
}
