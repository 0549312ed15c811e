package secret

import (
	"encoding/base64"
	"encoding/json"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

var (
	percent = regexp.MustCompile(`%[0-9A-F]{2}`)
	plain   = regexp.MustCompile(`^[0-9A-Za-z._~-]+$`) // nothing escapes these
)

// forms gives the value and how it looks once something has escaped it. A
// value that is too short to be masked inside a text has no other forms.
func forms(value string) []string {
	out := []string{value}
	trimmed := strings.TrimSpace(value) // as a header field would carry it
	if trimmed != value {
		out = append(out, trimmed)
	}
	if utf8.RuneCountInString(trimmed) < Shortest {
		return out
	}
	if !utf8.ValidString(trimmed) { // what encoders make of bad bytes: one mark each, or for all in a row
		out = append(out, string([]rune(trimmed)), strings.ToValidUTF8(trimmed, "\uFFFD"))
	}
	if plain.MatchString(value) {
		return append(out, base64Forms(value)...)
	}
	for _, text := range out {
		path, query := url.PathEscape(text), url.QueryEscape(text)
		out = append(out, path, query,
			percent.ReplaceAllStringFunc(path, strings.ToLower),
			percent.ReplaceAllStringFunc(query, strings.ToLower),
			unquoted(strconv.Quote(text)))
		for _, html := range []bool{false, true} {
			once := jsonEscape(text, html)
			out = append(out, once, jsonEscape(once, html)) // JSON, and JSON in a JSON string
		}
	}
	return append(out, base64Forms(trimmed)...)
}

func jsonEscape(text string, html bool) string {
	var out strings.Builder
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(html)
	if encoder.Encode(text) != nil {
		return text // cannot be: a string always encodes
	}
	return unquoted(strings.TrimSuffix(out.String(), "\n"))
}

func unquoted(text string) string { return text[1 : len(text)-1] }

// base64Forms gives the characters that value becomes inside any base64 text,
// such as Basic credentials: three ways, by where among three bytes it starts.
// Characters that also hold bits of a neighbour are left out.
func base64Forms(value string) []string {
	var out []string
	for shift := range 3 {
		padded := strings.Repeat("\x00", shift) + value
		for _, encoding := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
			text := encoding.EncodeToString([]byte(padded))
			from := (shift*8 + 5) / 6
			to := len(padded) * 8 / 6
			out = append(out, text[from:to])
		}
	}
	return out
}
