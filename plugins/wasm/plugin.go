package wasm

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/drayhq/dray/plugins/wasm/folder"
	"github.com/drayhq/dray/plugins/wasm/host"
	"github.com/drayhq/dray/sdk"
)

// Plugin is the wasm step. The steps that one Plugin opens share the cores: at most
// GOMAXPROCS guests run at once.
func Plugin() sdk.Plugin {
	gate := host.NewGate()
	return sdk.Plugin{
		Name:     "wasm",
		Summary:  "rewrites the request, or stops it, by WebAssembly modules",
		Defaults: Defaults(),
		Open: func(ctx context.Context, decode func(any) error, env sdk.Env) (sdk.Step, error) {
			return open(ctx, decode, env, gate)
		},
	}
}

func open(ctx context.Context, decode func(any) error, env sdk.Env, gate host.Gate) (sdk.Step, error) {
	settings := Defaults()
	if err := decode(&settings); err != nil {
		return nil, err
	}
	if err := settings.validate(env.Parks); err != nil {
		return nil, fmt.Errorf("the settings of the wasm step: %w", err)
	}
	l, err := newLoader(settings, env, gate)
	if err != nil {
		return nil, err
	}
	files := folder.Folder(absolute(env.Dir, cmp.Or(settings.Dir, "transforms")))
	switch {
	case settings.Bytes != nil:
		files = folder.Memory(settings.Module, settings.Bytes)
	case settings.Module != "":
		files = folder.File(absolute(env.Dir, settings.Module))
	}
	group, err := folder.Open(ctx, files, l.load, env.Log)
	if err != nil {
		return nil, errors.Join(err, l.close(ctx))
	}
	group.OnClose(func() error { return l.close(context.WithoutCancel(ctx)) })
	if env.Watch && settings.Bytes == nil {
		group.Watch()
	}
	return group, nil
}

func absolute(dir, path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(dir, path)
}
