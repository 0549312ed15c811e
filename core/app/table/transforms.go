package table

import (
	"path/filepath"

	"github.com/drayhq/dray/core/config"
)

// checkTransforms refuses a transforms folder with modules in it: to leave them
// out would send requests that they were meant to change or to stop.
func checkTransforms(cfg *config.Config) error {
	modules, err := filepath.Glob(filepath.Join(cfg.Wasm.Dir, "*.wasm"))
	if err != nil {
		return cfg.Errorf("wasm.dir", "looking for modules in %s: %v", cfg.Wasm.Dir, err)
	}
	if len(modules) > 0 {
		return cfg.Errorf("wasm.dir", "%s: transform modules are not available in this version of dray; move them away, or set DRAY_TRANSFORMS_DIR to a folder without", modules[0])
	}
	return nil
}
