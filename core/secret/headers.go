package secret

import (
	"slices"
	"strings"
)

// Headers says which header fields carry a secret. The zero value knows those
// that everyone's requests have.
type Headers struct{ more []string }

// NewHeaders makes Headers that know also names, in any case.
func NewHeaders(names ...string) Headers {
	more := make([]string, len(names))
	for i, name := range names {
		more[i] = strings.ToLower(strings.TrimSpace(name))
	}
	return Headers{more: more}
}

var (
	named = []string{
		"authorization", "proxy-authorization", "circle-token",
		"cookie", "set-cookie", "x-port-signature",
	}
	// looks are parts of names that secrets go by, without dashes.
	looks = []string{
		"token", "secret", "password", "passwd", "authorization", "credential",
		"apikey", "accesskey", "authkey", "privatekey",
	}
	dashes = strings.NewReplacer("-", "", "_", "")
)

// Named says whether name, in any case, is one of the fields that are known to
// carry a secret, or was configured as one.
func (h Headers) Named(name string) bool {
	name = strings.ToLower(name)
	return slices.Contains(named, name) || slices.Contains(h.more, name)
}

// Sensitive says whether the value of name should be masked: name is [Headers.Named],
// or looks as if: PRIVATE-TOKEN, X-Api-Key.
func (h Headers) Sensitive(name string) bool {
	if h.Named(name) {
		return true
	}
	bare := dashes.Replace(strings.ToLower(name))
	return slices.ContainsFunc(looks, func(look string) bool { return strings.Contains(bare, look) })
}
