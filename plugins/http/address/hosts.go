package address

import (
	"fmt"
	"slices"
	"strings"
)

// Hosts is the list of hosts that requests may go to; empty, to any.
type Hosts struct {
	entries []hostEntry
	text    string
}

type hostEntry struct {
	under      bool // any name below host, not host itself
	host, port string
}

// ParseHosts reads entries such as "circleci.com" (any port), "ci.corp:8443"
// and "*.example.com" (any name below). The error names the entry.
func ParseHosts(entries []string) (Hosts, error) {
	hosts := Hosts{text: strings.Join(entries, ", ")}
	for _, entry := range entries {
		if strings.Contains(entry, "/") {
			return Hosts{}, fmt.Errorf("reading the entry %q of hosts: write a host or host:port alone, without https:// and a path", entry)
		}
		name, under := strings.CutPrefix(entry, "*.")
		if strings.Count(name, ":") > 1 && !strings.HasPrefix(name, "[") {
			name = "[" + name + "]"
		}
		host, port, err := splitHost(name)
		if err != nil {
			return Hosts{}, fmt.Errorf("reading the entry %q of hosts (a host, host:port or *.domain): it %w", entry, err)
		}
		hosts.entries = append(hosts.entries, hostEntry{under: under, host: trimDot(host), port: port})
	}
	return hosts, nil
}

// Check gives an error that names the setting if u is not among the hosts.
func (h Hosts) Check(u URL) error {
	if len(h.entries) == 0 || slices.ContainsFunc(h.entries, func(e hostEntry) bool { return e.holds(u) }) {
		return nil
	}
	return fmt.Errorf("%s is not among the hosts that requests may go to (%s): "+
		"if it should be, add it to hosts of the http step, or to DRAY_HTTP_HOSTS", u.Origin(), h.text)
}

func (e hostEntry) holds(u URL) bool {
	if e.port != "" && e.port != u.port() {
		return false
	}
	if e.under {
		return strings.HasSuffix(trimDot(u.Host), "."+e.host)
	}
	return trimDot(u.Host) == e.host
}

func (u URL) port() string {
	switch {
	case u.Port != "":
		return u.Port
	case u.Scheme == "http":
		return "80"
	default:
		return "443"
	}
}

func trimDot(host string) string { return strings.TrimSuffix(host, ".") }
