package host

import (
	"context"
	"fmt"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
)

// newRuntime makes the runtime of one module. The limit of memory is a runtime's,
// and closing it gives back all that the module held.
func newRuntime(ctx context.Context, o Options) (wazero.Runtime, error) {
	config := wazero.NewRuntimeConfig().
		WithMemoryLimitPages(pages(o.Memory)).WithDebugInfoEnabled(false)
	if o.Cache != nil {
		config = config.WithCompilationCache(o.Cache)
	}
	rt := wazero.NewRuntimeWithConfig(ctx, config)
	var imports []Import
	for _, kind := range o.Kinds {
		imports = append(imports, kind.Imports()...)
	}
	if err := provide(ctx, rt, imports); err != nil {
		return nil, closing(ctx, rt, err)
	}
	return rt, nil
}

// provide gives guests what they may import.
func provide(ctx context.Context, rt wazero.Runtime, imports []Import) error {
	if _, err := wasi_snapshot_preview1.Instantiate(ctx, rt); err != nil {
		return fmt.Errorf("providing WASI: %w", err)
	}
	builders := map[string]wazero.HostModuleBuilder{}
	for _, f := range imports {
		b := builders[f.Module]
		if b == nil {
			b = rt.NewHostModuleBuilder(f.Module)
			builders[f.Module] = b
		}
		b.NewFunctionBuilder().WithGoModuleFunction(f.Call, f.Params, f.Results).Export(f.Name)
	}
	for name, b := range builders {
		if _, err := b.Instantiate(ctx); err != nil {
			return fmt.Errorf("providing %s: %w", name, err)
		}
	}
	return nil
}

// closing closes what can't be used for err.
func closing(ctx context.Context, rt wazero.Runtime, err error) error {
	_ = rt.Close(ctx) // err is the one to hear of
	return err
}
