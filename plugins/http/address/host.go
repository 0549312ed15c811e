package address

import (
	"errors"
	"net/netip"
	"strconv"
	"strings"

	"golang.org/x/net/idna"
)

// splitHost takes the part of a URL between "//" (or "@") and the path apart.
// Its errors go on where a message has named the URL.
func splitHost(text string) (host, port string, err error) {
	if strings.HasPrefix(text, "[") {
		return splitIPv6(text)
	}
	host, port, _ = strings.Cut(text, ":")
	if port, err = cleanPort(port); err != nil {
		return "", "", err
	}
	host, err = cleanHost(host)
	return host, port, err
}

func splitIPv6(text string) (host, port string, err error) {
	end := strings.IndexByte(text, ']') + 1
	ip, err := netip.ParseAddr(strings.TrimSuffix(text[:end], "]")[min(1, end):])
	if err != nil || !ip.Is6() || ip.Zone() != "" {
		return "", "", errors.New("does not hold an IPv6 address without a zone between its brackets")
	}
	rest, found := strings.CutPrefix(text[end:], ":")
	if rest != "" && !found {
		return "", "", errors.New("goes on after the bracket with something other than a port")
	}
	port, err = cleanPort(rest)
	return strings.ToLower(text[:end]), port, err
}

// cleanPort takes leading zeros and, as requests does, an empty port or port 0 away.
func cleanPort(text string) (string, error) {
	digits := strings.TrimLeft(text, "0")
	if digits == "" {
		return "", nil
	}
	if _, err := strconv.ParseUint(digits, 10, 16); err != nil {
		return "", errors.New("has a port that is not a number up to 65535 (an IPv6 address goes in brackets)")
	}
	return digits, nil
}

// cleanHost is stricter than urllib3, which lets through names that no resolver
// knows and, to a proxy, numbers in disguise such as 2852039166 for 169.254.169.254.
func cleanHost(text string) (string, error) {
	host := strings.ToLower(text)
	if strings.ContainsFunc(host, func(r rune) bool { return r >= 0x80 }) {
		var err error
		if host, err = idna.Lookup.ToASCII(host); err != nil {
			return "", errors.New("has a host that is not a valid international name")
		}
	}
	if host == "" {
		return "", errors.New("has no host")
	}
	if strings.HasPrefix(host, ".") || strings.Contains(host, "..") || strings.ContainsFunc(host, notInHost) {
		return "", errors.New("has a host that is not a name or an address")
	}
	if endsInNumber(strings.TrimSuffix(host, ".")) {
		if _, err := netip.ParseAddr(host); err != nil {
			return "", errors.New("has a host that ends in a number but is not an IPv4 address")
		}
	}
	return host, nil
}

func notInHost(r rune) bool {
	return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' && r != '.' && r != '_'
}

func endsInNumber(host string) bool {
	last := host[strings.LastIndexByte(host, '.')+1:]
	if last == "" {
		return false
	}
	if strings.Trim(last, "0123456789") == "" {
		return true
	}
	digits, hex := strings.CutPrefix(last, "0x")
	return hex && strings.Trim(digits, "0123456789abcdef") == ""
}
