package wasm

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"runtime"

	"github.com/tetratelabs/wazero"

	"github.com/drayhq/dray/plugins/wasm/bound"
	"github.com/drayhq/dray/plugins/wasm/document"
	"github.com/drayhq/dray/plugins/wasm/folder"
	"github.com/drayhq/dray/plugins/wasm/host"
	"github.com/drayhq/dray/plugins/wasm/kind/command"
	"github.com/drayhq/dray/plugins/wasm/kind/fields"
	"github.com/drayhq/dray/plugins/wasm/kind/httpwasm"
	"github.com/drayhq/dray/plugins/wasm/module"
	"github.com/drayhq/dray/sdk"
)

// recycle is how many calls an instance serves. What leaks a little in a guest is
// given back then.
const recycle = 100_000

// loader makes steps of module files.
type loader struct {
	settings Settings
	env      sdk.Env
	gate     host.Gate
	cache    wazero.CompilationCache
}

func newLoader(s Settings, env sdk.Env, gate host.Gate) (*loader, error) {
	cache, err := openCache(s.CacheDir, env.Dir)
	if err != nil {
		return nil, err
	}
	return &loader{settings: s, env: env, gate: gate, cache: cache}, nil
}

// close closes the cache of compiled code.
func (l *loader) close(ctx context.Context) error {
	if l.cache == nil {
		return nil
	}
	if err := l.cache.Close(ctx); err != nil {
		return fmt.Errorf("closing cache_dir: %w", err)
	}
	return nil
}

// load makes the step of one file.
func (l *loader) load(ctx context.Context, file folder.Contents) (folder.Step, error) {
	if err := file.CheckPin(l.settings.SHA256, l.settings.RequireDigest); err != nil {
		return nil, err
	}
	if err := module.Sniff(file.Bytes); err != nil {
		return nil, err
	}
	text, err := bound.Module(file.Bytes)
	if err != nil {
		return nil, err
	}
	if text, err = bound.Stoppable(text); err != nil {
		return nil, err
	}
	kinds, err := l.kinds(file.Name)
	if err != nil {
		return nil, err
	}
	about := ""
	options := host.Options{
		Kinds: kinds[:], Memory: l.settings.Memory, Gate: l.gate, Cache: l.cache,
		Now: l.env.Now, Fresh: l.settings.Isolate,
		Said: func(ctx context.Context, run sdk.Run, text string) { l.logger(file.Name)(ctx, run, 0, text) },
		Choose: func(rt wazero.Runtime, compiled wazero.CompiledModule) (host.Kind, host.Limits, error) {
			kind, err := module.KindOf(compiled)
			if err != nil {
				return nil, host.Limits{}, err
			}
			about = fmt.Sprintf("%s, sha256 %s, imports %s", kind, file.Digest, module.Describe(compiled).ImportList())
			return kinds[kind], l.limits(kind), module.CheckImports(kind, compiled, rt.Module)
		},
	}
	loaded, err := host.Load(ctx, text, options)
	if l.cache != nil && ofCache(err, absolute(l.env.Dir, l.settings.CacheDir)) {
		l.env.Log.Warn("a module is compiled without cache_dir, which can't be used: empty it, or make room", "module", file.Name, "error", err)
		options.Cache = nil
		loaded, err = host.Load(ctx, text, options)
	}
	if err != nil {
		return nil, err
	}
	return &transform{
		name: file.Name, about: about, module: loaded, onTrap: l.settings.OnTrap,
		mayGo: l.env.MayGo, mask: l.env.Mask, trapped: l.env.Trapped, log: l.env.Log,
	}, nil
}

func (l *loader) limits(kind module.Kind) host.Limits {
	limits := host.Limits{
		Memory: l.settings.Memory, Timeout: l.settings.Timeout, Output: l.settings.Output,
		HostCalls: l.settings.HostCalls, Recycle: recycle, Instances: runtime.GOMAXPROCS(0),
	}
	if kind == module.Command {
		limits.Timeout = l.settings.CommandTimeout
	}
	return limits
}

// kinds gives the kinds by module.Kind. Each step has its own, for config and log
// are the step's.
func (l *loader) kinds(name string) ([3]host.Kind, error) {
	log := l.logger(name)
	sensitive := l.env.Sensitive
	if sensitive == nil {
		sensitive = func(string) bool { return false }
	}
	config, text, err := configured(l.settings.Config)
	if err != nil {
		return [3]host.Kind{}, err
	}
	options := document.Options{Sensitive: sensitive, Config: config, MaxBytes: l.settings.Output}
	return [...]host.Kind{
		module.Fields: &fields.Kind{Document: options, Log: log},
		module.HTTP: &httpwasm.Kind{
			Config: text, Sensitive: sensitive, Log: log,
			Enabled: func(level int) bool { return l.env.Log.Enabled(context.Background(), slog.Level(level)) },
		},
		module.Command: command.New(options, log),
	}, nil
}

// configured gives the config as JSON that was decoded, and as http-wasm's guests get it.
func configured(config any) (decoded any, text []byte, err error) {
	if config == nil {
		return map[string]any{}, nil, nil
	}
	if text, err = json.Marshal(config); err != nil {
		return nil, nil, fmt.Errorf("writing config as JSON: %w", err)
	}
	if decoded, err = document.Decode(text); err != nil {
		return nil, nil, fmt.Errorf("reading config as JSON: %w", err)
	}
	if plain, ok := config.(string); ok {
		text = []byte(plain)
	}
	return decoded, text, nil
}

// logger gives what puts a module's lines into the log, without the run's secrets.
func (l *loader) logger(name string) func(context.Context, sdk.Run, int, string) {
	return func(ctx context.Context, run sdk.Run, level int, message string) {
		if l.env.Mask != nil {
			message = l.env.Mask(run, message)
		}
		l.env.Log.Log(ctx, levelOf(level), "a module says", "module", name, "run_id", run.ID, "text", message)
	}
}

// levelOf gives the one of slog's four levels that a guest's is at or above: others
// would be shown as "ERROR+92".
func levelOf(level int) slog.Level {
	for _, known := range []slog.Level{slog.LevelError, slog.LevelWarn, slog.LevelInfo} {
		if level >= int(known) {
			return known
		}
	}
	return slog.LevelDebug
}
