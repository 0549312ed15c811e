package http

import (
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/drayhq/dray/plugins/http/link"
	"github.com/drayhq/dray/sdk"
)

// Settings is what an http step can be told. README.md explains each.
type Settings struct {
	Timeout     time.Duration `yaml:"timeout"`                   // to connect, for the TLS handshake, and from then to the reply's end
	Hosts       []string      `yaml:"hosts"`                     // the only ones that requests may go to; empty: as http.hosts says
	DenyPrivate bool          `yaml:"deny_private"`              // refuse private and loopback addresses too
	Sign        bool          `yaml:"sign"`                      // X-Port-Signature, if there is a client secret
	VerifySSL   bool          `yaml:"verify_ssl"`                // off: whoever sits between can read the tokens
	CAFile      string        `yaml:"ca_file"`                   // PEM, or a folder of it; trusted beside the system's
	MaxPerHost  int           `yaml:"max_per_host"`              // requests to one host at once
	MaxResponse int           `yaml:"max_response" unit:"bytes"` // what is read of an answer
	Breaker     Breaker       `yaml:"breaker"`
}

// Breaker says when to leave a host or an endpoint alone. A threshold of zero: never.
type Breaker struct {
	Failures         int           `yaml:"failures"`          // in a row, of a host
	EndpointFailures int           `yaml:"endpoint_failures"` // in a row, of a host and path
	Delay            time.Duration `yaml:"delay"`             // before one request is let through to look
}

func defaults() Settings {
	return Settings{
		Timeout:     30 * time.Second,
		Sign:        true,
		VerifySSL:   true,
		MaxPerHost:  64,
		MaxResponse: 1 << 20,
		Breaker:     Breaker{Failures: 5, EndpointFailures: 10, Delay: 5 * time.Second},
	}
}

func (s Settings) validate() error {
	switch {
	case s.Timeout <= 0:
		return fmt.Errorf("timeout is %s: it must be more than zero, such as 30s", s.Timeout)
	case s.MaxPerHost <= 0:
		return fmt.Errorf("max_per_host is %d: it must be 1 or more", s.MaxPerHost)
	case s.MaxResponse <= 0:
		return fmt.Errorf("max_response is %d: it must be more than zero, such as 1MiB", s.MaxResponse)
	case s.Breaker.Failures < 0 || s.Breaker.EndpointFailures < 0:
		return fmt.Errorf("breaker.failures is %d and breaker.endpoint_failures %d: they must be 1 or more, or 0 for no breaker", s.Breaker.Failures, s.Breaker.EndpointFailures)
	case s.Breaker.Delay <= 0:
		return fmt.Errorf("breaker.delay is %s: it must be more than zero, such as 5s", s.Breaker.Delay)
	}
	return nil
}

func (s Settings) link(env sdk.Env) link.Options {
	return link.Options{
		Timeout:     s.Timeout,
		MaxPerHost:  s.MaxPerHost,
		DenyPrivate: s.DenyPrivate,
		VerifyTLS:   s.VerifySSL,
		CAFiles:     s.caFiles(env),
		Environ:     env.Environ,
	}
}

// caFiles takes the variable of Python's requests in, so that a deployment of
// the reference agent with a CA of its own goes on working.
func (s Settings) caFiles(env sdk.Env) []string {
	var files []string
	if s.CAFile != "" {
		file := s.CAFile
		if !filepath.IsAbs(file) {
			file = filepath.Join(env.Dir, file)
		}
		files = append(files, file)
	}
	for _, entry := range env.Environ {
		if file, found := strings.CutPrefix(entry, "REQUESTS_CA_BUNDLE="); found && file != "" {
			files = append(files, file)
		}
	}
	for _, file := range files {
		env.Note(file)
	}
	return files
}
