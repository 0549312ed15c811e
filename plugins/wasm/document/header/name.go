package header

import "strings"

// same compares names without regard to the case of ASCII letters, which are all the
// letters that a field name has.
func same[T string | []byte](a string, b T) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) {
		if a[i] != b[i] && lower(a[i]) != lower(b[i]) {
			return false
		}
	}
	return true
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c | 0x20
	}
	return c
}

// IsToken says whether s can be a method or the name of a header field (RFC 9110,
// section 5.6.2).
func IsToken(s string) bool {
	for i := range len(s) {
		c := lower(s[i])
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && strings.IndexByte("!#$%&'*+-.^_`|~", c) < 0 {
			return false
		}
	}
	return len(s) > 0
}

// alwaysHidden says whether dray ABI 1 hides a header, whatever is configured.
func alwaysHidden(name string) bool {
	switch len(name) {
	case len("cookie"):
		return same(name, "cookie")
	case len("circle-token"):
		return same(name, "circle-token")
	case len("authorization"):
		return same(name, "authorization")
	case len("x-port-signature"):
		return same(name, "x-port-signature")
	case len("proxy-authorization"):
		return same(name, "proxy-authorization")
	}
	return false
}
