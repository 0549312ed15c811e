package schema

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/dustin/go-humanize"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"
)

// places gives a document with %s in it for each place that a config has for a value.
func (o oracle) places() []string {
	root := o.schema
	route := root.Properties["routes"].Items2020
	plugins := route.Properties["chain"].Items2020.AnyOf[0].Properties
	out := []string{"%s", "routes: %s", "routes: [%s]", "routes: [{chain: %s}]", "routes: [{chain: [jq, %s, http]}]"}
	out = append(out, below(root, "{%s}")...)
	out = append(out, below(route, "routes: [{chain: [jq, http], %s}]")...)
	for name, settings := range plugins {
		chain := map[string]string{"jq": "jq: {%s}, http", "http": "jq, http: {%s}"}[name]
		out = append(out, below(settings, "routes: [{chain: ["+cmp.Or(chain, "jq, "+name+": {%s}, http")+"]}]")...)
	}
	parameter := plugins["circleci"].Properties["parameters"].AdditionalProperties.(*jsonschema.Schema)
	const within = "routes: [{chain: [jq, circleci: {parameters: {p: %s}}, http]}]"
	out = append(out, fmt.Sprintf(within, "{type: %s}"))
	return append(out, below(parameter, fmt.Sprintf(within, "{type: string, %s}"))...)
}

// below gives within with each member of a section in it, and with what is below that,
// but for members that a place can't do without.
func below(section *jsonschema.Schema, within string) (out []string) {
	for name, property := range section.Properties {
		if name != "routes" && name != "chain" && name != "type" {
			out = append(out, fmt.Sprintf(within, name+": %s"))
			out = append(out, below(property, fmt.Sprintf(within, name+": {%s}"))...)
		}
	}
	return out
}

var values = []string{
	"~", "''", "' '", "a", "','", "' a, b '", "true", "False", "on", "OFF", "'yes'", "'2'", "2", "1", "0", "-1", "1.5", "-0.5", "'1e2'", "'+5'",
	"25s", "'1m30s '", "0s", "-1s", "25", "'25 s'", "1.5h", "10MiB", "'10 mib'", "1.5k", "'1,024'", "3XiB", "2/s", "30 / m", "2/d",
	"hold", "HOLD", "auto", "earliest", "Smallest", "plain", "scram-sha-256", "WARNING", "drop_parameter", "Dead_Letter", "loud", "boolean",
	"[]", "[a]", "[a, 1, true, ~]", "[[a]]", "[{a: b}]", "[~]", "{}", "{a: b}", "{a: ~}", "{jq: ~}", "{jq: a}", "{jq: {}, wasm: {}}", "jq", "{http: {}}", "[jq, http]", "{chain: [jq, http]}",
	"'${vault:x}'", "'${env:x'", "'${env:}'", "'$${vault:x}'", "'$5 $'", "{a: '${x}'}", "['${x}']",
}

// Whatever stands wherever, schema and dray agree on whether it can.
func TestEachValueInEachPlace(t *testing.T) {
	o := newOracle(t)
	if err := o.takes(t, "routes: [{chain: [jq, wasm, circleci, http]}]"); err != nil {
		t.Fatal(err)
	}
	for _, place := range o.places() {
		for _, value := range values {
			o.agree(t, fmt.Sprintf(place, value), "")
		}
	}
}

// ${env:NAME} can stand where there is a value for it that can.
func TestFilledInEachPlace(t *testing.T) {
	o := newOracle(t)
	fillers := []string{"1", "1s", "on", "hold", "earliest", "info", "fail", "classic", "boolean", "plain", "jq"}
	for _, place := range o.places() {
		for _, value := range []string{"'${env:V}'", "'${file:v}'", "['${env:V}']", "{a: '${env:V}'}"} {
			document := fmt.Sprintf(place, value)
			can := slices.ContainsFunc(fillers, func(filler string) bool { return o.reads(document, filler) == nil })
			if err := o.valid(document); (err == nil) != can {
				t.Errorf("dray can read it: %v\n%s\n%v", can, document, err)
			}
		}
	}
}

// Text of what matters to a form can stand in the same places. What is too much for
// dray is too much to calculate for a schema.
func TestTextOfEachForm(t *testing.T) {
	o := newOracle(t)
	for place, pieces := range map[string]string{
		"port: {org: %s}":                     "a|$|$$|{|}|${|env:|file:|${env:V}|x}",
		"http: {hosts: %s}":                   "a|,| |\t|${env:V}",
		"log: {detailed: %s}":                 "o|O|n|N|ff|t|rue|y|ES|0|1| |fAlse",
		"log: {level: %s}":                    "war|WARN|n|ing|in|Fo| |$",
		"limits: {max_in_flight: %s}":         "0|1|25|+| |.|a",
		"observe: {traces: {sample: %s}}":     "0|1|.|+| |e1|E|x",
		"limits: {drain: %s}":                 "0|1|25|.|s|ms|m|h|ns|µs|μs|d| |+",
		"limits: {message_bytes: %s}":         "0|1|25|.|,|k|M|g|i|b|B| |+",
		"routes: [{chain: [http], rate: %s}]": "1|25|/|s|m|h|d| |+|.5",
	} {
		t.Run(place, rapid.MakeCheck(func(t *rapid.T) {
			text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(strings.Split(pieces, "|")), 0, 4).Draw(t, "text"), "")
			if size, err := humanize.ParseBytes(strings.TrimSpace(text)); err == nil && size > math.MaxInt32 {
				t.Skip("too much")
			}
			document := fmt.Sprintf(place, strconv.Quote(text))
			valid, reads := o.valid(document), o.reads(document, "1")
			if (valid == nil) != (reads == nil) {
				t.Errorf("%s\nthe schema: %v\ndray: %v", document, valid, reads)
			}
		}))
	}
}
