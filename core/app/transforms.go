package app

import (
	"fmt"
	"path/filepath"

	"github.com/drayhq/dray/core/config"
)

// CheckTransforms refuses a transforms folder with modules in it: to leave them
// out would send requests that they were meant to change or to stop.
func CheckTransforms(cfg *config.Config) error {
	modules, err := filepath.Glob(filepath.Join(cfg.Wasm.Dir, "*.wasm"))
	if err != nil {
		return fmt.Errorf("looking for modules in %s: %w", cfg.Wasm.Dir, err)
	}
	if len(modules) > 0 {
		return fmt.Errorf("%s: transform modules are not available in this version of dray; move them away, or set DRAY_TRANSFORMS_DIR to a folder without", modules[0])
	}
	return nil
}
