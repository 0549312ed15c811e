package compose

import (
	"encoding/base64"
	"slices"
	"strings"

	"github.com/drayhq/dray/sdk"
)

// Secrets gives the values of the header fields that sensitive names, wherever
// they are from: an endpoint's answer may show them. Of credentials with a scheme
// before them it gives also what follows, and of Basic ones the password. They
// come in the same order each time.
func Secrets(header sdk.Header, sensitive func(name string) bool) []string {
	var out []string
	for name, values := range header {
		if sensitive == nil || !sensitive(name) {
			continue
		}
		for _, value := range values {
			out = append(out, value)
			if scheme, rest, ok := strings.Cut(value, " "); ok {
				out = append(out, strings.TrimSpace(rest))
				if password := password(scheme, rest); password != "" {
					out = append(out, password)
				}
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func password(scheme, credentials string) string {
	if !strings.EqualFold(scheme, "Basic") {
		return ""
	}
	text, err := base64.StdEncoding.DecodeString(strings.TrimSpace(credentials))
	if err != nil {
		return ""
	}
	_, password, _ := strings.Cut(string(text), ":")
	return password
}
