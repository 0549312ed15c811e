package address

import (
	"cmp"
	"slices"
	"strings"
)

const hexDigits = "0123456789ABCDEF"

func unreserved(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("._-~", c) >= 0
}

func inPath(c byte) bool  { return unreserved(c) || strings.IndexByte("!$&'()*+,;=:@/", c) >= 0 }
func inQuery(c byte) bool { return inPath(c) || c == '?' }

// escape does what urllib3's _encode_invalid_chars and then requests'
// requote_uri do to one part of a URL. Escapes are taken as such only if every
// percent sign of the part begins a valid one; those of unreserved characters
// are undone, the rest written in capitals.
func escape(part string, allowed func(byte) bool) string {
	escaped := wellEscaped(part)
	var b strings.Builder
	b.Grow(len(part) + 16)
	for i := 0; i < len(part); i++ {
		c := part[i]
		switch {
		case c == '%' && isEscape(part[i:]):
			value := unhex(part[i+1])<<4 | unhex(part[i+2])
			switch {
			case !escaped:
				b.WriteString("%25")
				b.WriteString(strings.ToUpper(part[i+1 : i+3]))
			case unreserved(value):
				b.WriteByte(value)
			default:
				writeEscape(&b, value)
			}
			i += 2
		case allowed(c):
			b.WriteByte(c)
		default:
			writeEscape(&b, c)
		}
	}
	return b.String()
}

func wellEscaped(part string) bool {
	for i := range len(part) {
		if part[i] == '%' && !isEscape(part[i:]) {
			return false
		}
	}
	return true
}

func isEscape(text string) bool {
	return len(text) >= 3 && isHex(text[1]) && isHex(text[2])
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func unhex(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return c&^0x20 - 'A' + 10
}

func writeEscape(b *strings.Builder, c byte) {
	b.WriteByte('%')
	b.WriteByte(hexDigits[c>>4])
	b.WriteByte(hexDigits[c&15])
}

// resolveDots removes "." and ".." from a path that has a slash, as urllib3's
// _remove_path_dot_segments does: empty segments stay, and ".." takes away an
// empty one like any other.
func resolveDots(path string) string {
	if !strings.Contains(path, "/.") {
		return path
	}
	var kept []string
	for segment := range strings.SplitSeq(path, "/") {
		switch {
		case segment == "..":
			kept = kept[:max(len(kept)-1, 0)]
		case segment != ".":
			kept = append(kept, segment)
		}
	}
	if path[0] == '/' && (len(kept) == 0 || kept[0] != "") {
		kept = slices.Insert(kept, 0, "")
	}
	if strings.HasSuffix(path, "/.") || strings.HasSuffix(path, "/..") {
		kept = append(kept, "")
	}
	return cmp.Or(strings.Join(kept, "/"), "/")
}
