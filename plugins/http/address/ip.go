package address

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"
)

// RefusedError says that requests do not go to an IP address. It is for good:
// a retry would meet the same address.
type RefusedError struct {
	IP   netip.Addr
	Name string // in the place of IP, where it is known by its name
	Why  string
}

func (e *RefusedError) Error() string {
	if e.Name != "" {
		return fmt.Sprintf("requests do not go to %s: %s", e.Name, e.Why)
	}
	return fmt.Sprintf("requests do not go to %s: %s", e.IP, e.Why)
}

// Addresses beyond the link-local ones where clouds give credentials away.
var metadata = []netip.Prefix{
	netip.MustParsePrefix("fd00:ec2::/32"),      // AWS
	netip.MustParsePrefix("fd20:ce::254/128"),   // Google
	netip.MustParsePrefix("100.100.100.200/32"), // Alibaba
	netip.MustParsePrefix("168.63.129.16/32"),   // Azure
	netip.MustParsePrefix("192.0.0.192/32"),     // Oracle
}

// Names under which clouds give credentials away. Behind a proxy nobody here sees what
// a name resolves to, so these are refused as they are written.
var metadataNames = []string{
	"metadata.google.internal", "metadata.goog", "metadata", "instance-data", "instance-data.ec2.internal",
	"metadata.azure.internal", "metadata.tencentyun.com", "metadata.oraclecloud.com",
}

var shared = netip.MustParsePrefix("100.64.0.0/10") // RFC 6598, carriers' and clouds' inside

// embedded are the prefixes of IPv6 addresses that hold an IPv4 address, and the
// byte that it begins at.
var embedded = []struct {
	prefix netip.Prefix
	at     int
}{
	{netip.MustParsePrefix("64:ff9b::/96"), 12}, // NAT64, RFC 6052
	{netip.MustParsePrefix("::/96"), 12},        // IPv4-compatible, RFC 4291
	{netip.MustParsePrefix("2002::/16"), 2},     // 6to4, RFC 3056
}

// inner gives the IPv4 address that ip holds, else ip.
func inner(ip netip.Addr) netip.Addr {
	plain := ip.WithZone("").Unmap()
	if plain == netip.IPv6Loopback() || plain == netip.IPv6Unspecified() {
		return plain
	}
	for _, e := range embedded {
		if e.prefix.Contains(plain) {
			bytes := plain.As16()
			return netip.AddrFrom4([4]byte(bytes[e.at : e.at+4]))
		}
	}
	return plain
}

// CheckIP gives a [*RefusedError] for link-local and cloud-metadata addresses,
// and with denyPrivate for private and loopback ones too.
func CheckIP(ip netip.Addr, denyPrivate bool) error {
	plain := inner(ip)
	in := func(p netip.Prefix) bool { return p.Contains(plain) }
	switch {
	case plain.IsLinkLocalUnicast(), plain.IsLinkLocalMulticast(), slices.ContainsFunc(metadata, in):
		return &RefusedError{IP: ip, Why: "it is a link-local or cloud-metadata address"}
	case !denyPrivate:
		return nil
	case plain.IsPrivate(), plain.IsLoopback(), plain.IsUnspecified(), shared.Contains(plain):
		return &RefusedError{IP: ip, Why: "it is private, and deny_private is set on the http step"}
	}
	return nil
}

// CheckIP is [CheckIP] for a URL whose host is written as an IP address. Names are
// checked once they are resolved, when the connection is made, but for those that are
// known to lead to a cloud's metadata.
func (u URL) CheckIP(denyPrivate bool) error {
	if slices.Contains(metadataNames, trimDot(u.Host)) {
		return &RefusedError{Name: u.Host, Why: "it is the name of a cloud-metadata service"}
	}
	ip, err := netip.ParseAddr(strings.Trim(u.Host, "[]"))
	if err != nil {
		return nil //nolint:nilerr // a name, not an address
	}
	return CheckIP(ip, denyPrivate)
}
