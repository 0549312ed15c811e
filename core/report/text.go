package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/drayhq/dray/core/secret"
	"github.com/drayhq/dray/sdk"
)

// Bounds in bytes. Port takes bodies of up to 1 MiB; JSON can make a byte six.
const (
	maxLabel    = 200
	maxLine     = 8 << 10
	maxSummary  = 16 << 10
	maxResponse = 150 << 10 // of an answer's text; as JSON it may be longer
	maxJSON     = 900 << 10
)

// cut bounds text and says how much is missing. It never splits a character.
func cut(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	for limit > 0 && !utf8.RuneStart(text[limit]) {
		limit--
	}
	return fmt.Sprintf("%s... (%d more bytes)", text[:limit], len(text)-limit)
}

// Short cuts a summary to what any bound of Port's leaves room for.
func Short(summary string) string { return cut(summary, 1000) }

// text gives an answer's body as text that JSON can carry.
func text(body []byte) string { return strings.ToValidUTF8(string(body), "\uFFFD") }

// target names where a run was sent: method and URL, without what may hold secrets.
func target(run sdk.Run) string {
	if run.Request == nil {
		return "The request"
	}
	return run.Request.Method + " " + bare(run.Request.URL)
}

// bare gives an address without user info, query and fragment.
func bare(address string) string {
	if !strings.ContainsAny(address, "@?#") {
		return address
	}
	u, err := url.Parse(address)
	if err != nil || u.Opaque != "" {
		return "an address that cannot be read"
	}
	u.User, u.RawQuery, u.ForceQuery, u.Fragment, u.RawFragment = nil, "", false, "", ""
	return u.String()
}

// response gives an answer's body as Port hands it on: JSON as it is, anything
// else as a string, nil if there is nothing in it. A body too big for Port is
// cut, and so becomes a string.
func response(body []byte, mask *secret.Set) any {
	if len(body) <= maxJSON {
		var value any
		d := json.NewDecoder(bytes.NewReader(body))
		d.UseNumber()
		err := d.Decode(&value)
		if _, end := d.Token(); err == nil && end == io.EOF {
			value = mask.MaskJSON(value)
			if fits(value) {
				return something(value)
			}
		}
	}
	return something(cut(mask.Mask(text(body)), maxResponse))
}

// fits says that value is within Port's bound once encoded, which can lengthen it.
func fits(value any) bool {
	encoded, err := json.Marshal(value)
	return err == nil && len(encoded) <= maxJSON
}

// something gives nil for a value that says nothing, as the reference has it.
func something(value any) any {
	switch v := value.(type) {
	case string:
		if v == "" {
			return nil
		}
	case map[string]any:
		if len(v) == 0 {
			return nil
		}
	case []any:
		if len(v) == 0 {
			return nil
		}
	}
	return value
}
