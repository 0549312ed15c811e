package e2e

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/drayhq/dray/tests/e2e/world"
)

// junk is messages of every kind that Port could not have sent, each of which
// has to be settled without a word to anybody.
func junk(w *world.World) map[string][]byte {
	signed := func(body string) []byte {
		now := "1767225600"
		return fmt.Appendf(nil, `%s,"headers":{"X-Port-Signature":%q,"X-Port-Timestamp":%q}}`,
			strings.TrimSuffix(body, "}"), world.Sign(w.Secret, now, []byte(strings.TrimSuffix(body, "}")+`,"headers":{}}`)), now)
	}
	good := string(world.NewEvent("r_junk").Without("headers").JSON())
	return map[string][]byte{
		"not JSON":           []byte("hello"),
		"broken off":         []byte(good[:len(good)/2]),
		"trailing data":      []byte(good + good),
		"null":               []byte("null"),
		"a list":             []byte("[" + good + "]"),
		"a string":           []byte(`"run"`),
		"a number":           []byte("1e999"),
		"empty":              {},
		"white space":        []byte(" \r\n\t"),
		"a tombstone":        nil,
		"zeroes":             make([]byte, 100),
		"invalid UTF-8":      signed(strings.Replace(good, "trigger_circle", "\xff\xfe", 1)),
		"a byte order mark":  append([]byte("\xef\xbb\xbf"), signed(good)...),
		"duplicate keys":     signed(strings.Replace(good, `"context":{`, `"context":{"runId":"r_other",`, 1)),
		"duplicate members":  signed(strings.Replace(good, `"payload":{`, `"payload":{},"payload":{`, 1)),
		"too deep":           signed(strings.Replace(good, `"censoredProperties":[]`, `"censoredProperties":`+deep(10_000), 1)),
		"too deep, unsigned": []byte(strings.Repeat(`{"a":`, 10_000) + "1" + strings.Repeat("}", 10_000)),
		"too big":            signed(strings.Replace(good, `"origin":"UI"`, `"origin":"`+strings.Repeat("x", 11<<20)+`"`, 1)),
		"big, unsigned":      bytes.Repeat([]byte("["), 10_000_000),
		"unsigned":           world.NewEvent("r_junk").JSON(),
		"no headers":         []byte(good),
		"empty signature":    world.NewEvent("r_junk").With("headers.X-Port-Signature", "").With("headers.X-Port-Timestamp", "1").JSON(),
		"odd signature":      world.NewEvent("r_junk").With("headers.X-Port-Signature", []any{1}).With("headers.X-Port-Timestamp", true).JSON(),
		"headers as a text":  world.NewEvent("r_junk").With("headers", "X-Port-Signature: v1").JSON(),
		"signed by another":  world.NewEvent("r_junk").Signed("another-secret"),
		"signed by nobody":   world.NewEvent("r_junk").Signed(""),
		"changed on its way": bytes.Replace(world.NewEvent("r_junk").Signed(w.Secret), []byte("ada@"), []byte("eve@"), 1),
		"a change log's":     world.NewChange("r_junk").JSON(),
	}
}

func deep(levels int) string {
	return strings.Repeat("[", levels) + strings.Repeat("]", levels)
}

// junkChanges is what must not do anything on the change-log topic, where
// nothing is signed.
func junkChanges() map[string][]byte {
	return map[string][]byte{
		"not JSON":    []byte("{"),
		"null":        []byte("null"),
		"a tombstone": nil,
		"too deep":    []byte(strings.Repeat("[", 10_000)),
		"not ours":    world.NewChange("c_junk").Without("changelogDestination.agent").JSON(),
		"agent: yes":  world.NewChange("c_junk").With("changelogDestination.agent", "true").JSON(),
		"a run's":     world.NewEvent("r_junk").JSON(),
	}
}
