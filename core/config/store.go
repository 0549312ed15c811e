package config

import (
	"net"
	"net/netip"
	"path/filepath"
	"strings"
	"time"
)

// What becomes of a run of which nobody knows whether its request was sent.
const (
	Hold = "hold" // it is parked for a person to decide
	Send = "send" // it is sent again
)

// Store says where dray remembers what it has sent, and keeps dead letters.
type Store struct {
	Path string `yaml:"path" path:"true"` // a folder, for one dray at a time; "": none
	// InDoubt is what becomes of a run that was sent before a crash, and nobody knows how
	// it went: hold needs a path and is the default with one, else it is send.
	InDoubt string        `yaml:"in_doubt" live:"true" oneof:",hold,send"`
	Keep    time.Duration `yaml:"keep"` // how long what was sent is remembered
}

// Admin says where a running dray can be told what to do.
type Admin struct {
	Listen string `yaml:"listen"` // unix:PATH, or host:port on loopback; "": nowhere
}

// DefaultAdmin is where that is if nothing is said. Not everybody can make it.
const DefaultAdmin = "unix:/run/dray/admin.sock"

// socketPath is how long the path of a socket can be, in bytes, where that is shortest.
const socketPath = 103

// Address gives the network and the address for [net.Listen], both "" for none.
func (a Admin) Address() (network, address string) {
	if path, ok := strings.CutPrefix(a.Listen, "unix:"); ok {
		return "unix", path
	}
	if a.Listen == "" {
		return "", ""
	}
	return "tcp", a.Listen
}

// admin says where nobody may listen: whoever gets there can send runs again.
func (l *loader) admin() {
	const key = "admin.listen"
	switch network, where := l.config.Admin.Address(); network {
	case "unix":
		l.must(key, filepath.IsAbs(where), "the path of a socket begins with /, such as "+DefaultAdmin)
		l.must(key, len(where) <= socketPath, "the path of a socket can't be that long; use a shorter one")
	case "tcp":
		l.must(key, address(where) && loopback(where), "it takes unix:PATH, or a host:port on loopback such as "+
			"127.0.0.1:9180; nobody else may reach it, for whoever does can send runs again")
	}
}

func loopback(where string) bool {
	host, _, _ := net.SplitHostPort(where)
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}

// store works out and checks what becomes of runs in doubt: without a store
// nobody knows that a run is, nor is there a place to hold it.
func (l *loader) store() {
	const needs = "hold needs store.path, a folder where runs are held; set it, or in_doubt to send"
	c := l.config
	stored := c.Store.Path != ""
	if stored {
		c.Store.InDoubt = either(c.Store.InDoubt, Hold)
	}
	c.Store.InDoubt = either(c.Store.InDoubt, Send)
	l.must("store.in_doubt", stored || c.Store.InDoubt != Hold, needs)
	l.must("store.keep", c.Store.Keep > 0, positive)
	for i, route := range c.Routes {
		if !stored && route.InDoubt == Hold {
			l.errs.Add(route.Errorf("in_doubt", needs))
		}
		c.Routes[i].InDoubt = either(route.InDoubt, c.Store.InDoubt)
	}
	topics := c.Kafka.Topics
	read := topics.DeadLetters == topics.Runs || topics.DeadLetters == topics.Changes
	l.must(deadLetters, topics.DeadLetters == "" || !read,
		"dray reads that topic, and would take its own dead letters for runs; name another")
}
