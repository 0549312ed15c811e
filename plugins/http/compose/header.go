package compose

import (
	"encoding/base64"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/http/httpguts"

	"github.com/drayhq/dray/sdk"
)

// The fields that describe one connection or the framing of one message. A
// mapping that hands on the headers of another request can't know them.
var ofConnection = map[string]bool{
	"Connection": true, "Content-Length": true, "Keep-Alive": true, "Proxy-Connection": true,
	"Te": true, "Trailer": true, "Transfer-Encoding": true, "Upgrade": true,
}

// checkHeader gives a copy without the fields of the connection, which the
// transport sets itself, with a warning for each, and without those that have no value. Names keep their spelling.
func checkHeader(in sdk.Header) (out sdk.Header, warnings []string, err error) {
	out = in.Clone()
	// In order: the same request gives the same warnings and the same error.
	for _, name := range slices.Sorted(maps.Keys(out)) {
		values := out[name]
		switch {
		case ofConnection[http.CanonicalHeaderKey(name)]:
			delete(out, name)
			warnings = append(warnings, fmt.Sprintf("header %s left out: the connection sets it", name))
		case len(values) == 0:
			delete(out, name)
		default:
			if err := checkField(name, values); err != nil {
				return nil, nil, err
			}
		}
	}
	return out, warnings, nil
}

// checkField names the field in its error, never the value.
func checkField(name string, values []string) error {
	if !httpguts.ValidHeaderFieldName(name) {
		return fmt.Errorf("the header name %q holds a character that header names can't hold: mend it in the mapping", name)
	}
	for _, value := range values {
		switch {
		case strings.IndexFunc(value, unicode.IsSpace) == 0:
			return fmt.Errorf("the value of header %s begins with white space: trim it in the mapping or its secret", name)
		case !httpguts.ValidHeaderFieldValue(value):
			return fmt.Errorf("the value of header %s holds a line break or another control character: "+
				"trim it in the mapping or its secret", name)
		}
	}
	if strings.EqualFold(name, "Host") && slices.ContainsFunc(values, badHost) {
		return fmt.Errorf("the value of header %s is not a host", name)
	}
	return nil
}

func badHost(value string) bool { return value == "" || !httpguts.ValidHostHeader(value) }

func basic(user *url.Userinfo) string {
	password, _ := user.Password()
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(user.Username()+":"+password))
}
