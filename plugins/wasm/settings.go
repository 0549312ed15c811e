package wasm

import (
	"errors"
	"fmt"
	"time"
)

// Settings is what a wasm step can be told. README.md explains each.
type Settings struct {
	Module string `yaml:"module"` // a file, such as transforms/labels.wasm; or dir
	Bytes  []byte `yaml:"-"`      // instead of the file, whose name Module is then
	Dir    string `yaml:"dir"`    // all *.wasm of a folder, by name; without it and module those of wasm.dir
	SHA256 string `yaml:"sha256"` // of the module, in hex
	Config any    `yaml:"config"` // what the modules read below /config; http-wasm gets a string as it is, all else as JSON
	// OnTrap is what becomes of a run whose module had to be stopped: it fails, skips the
	// module, or is kept as a dead letter.
	OnTrap         string        `yaml:"on_trap" oneof:"fail,skip,dead_letter"`
	Isolate        bool          `yaml:"isolate"`             // a fresh instance for each run
	Memory         int           `yaml:"memory" unit:"bytes"` // of one instance
	Timeout        time.Duration `yaml:"timeout"`             // of execution in one call
	CommandTimeout time.Duration `yaml:"command_timeout"`     // the same for a WASI command, which begins anew with each run
	Output         int           `yaml:"output" unit:"bytes"` // what one call may give
	HostCalls      int           `yaml:"host_calls"`          // what one call may ask for
	RequireDigest  bool          `yaml:"require_digest"`      // refuse modules whose SHA-256 is pinned nowhere
	CacheDir       string        `yaml:"cache_dir"`           // compiled code is kept here; "": nowhere
}

// The answers to a trap.
const (
	trapFails = "fail"
	trapSkips = "skip"
	trapParks = "dead_letter"
)

// Defaults are the settings where nothing is said.
func Defaults() Settings {
	return Settings{
		OnTrap: trapFails,
		Memory: 16 << 20, Timeout: 50 * time.Millisecond, CommandTimeout: time.Second,
		Output: 1 << 20, HostCalls: 10_000,
	}
}

const mostMemory = 4 << 30

// validate says what can't be. parks: there is somewhere to keep dead letters.
func (s Settings) validate(parks bool) error {
	switch {
	case s.OnTrap == trapParks && !parks:
		return errors.New("on_trap: dead_letter needs somewhere to keep dead letters: set store.path to a folder, or kafka.topics.dead_letters, or use fail or skip")
	case s.Module != "" && s.Dir != "":
		return errors.New("module and dir are both set: name a file, or a folder of them")
	case s.Module == "" && s.SHA256 != "":
		return errors.New("sha256 is the digest of one file: name the file with module, or put each module's digest into NAME.wasm.sha256 beside it")
	case s.Memory < 64<<10 || s.Memory > mostMemory:
		return fmt.Errorf("memory is %d bytes: it must be from 64KiB to 4GiB, such as 16MiB", s.Memory)
	case s.Timeout <= 0 || s.CommandTimeout <= 0:
		return errors.New("timeout and command_timeout must be above 0s, such as 50ms")
	case s.Output <= 0 || s.HostCalls <= 0:
		return errors.New("output and host_calls must be above 0")
	}
	return nil
}
