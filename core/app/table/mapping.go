package table

import (
	"fmt"
	"path/filepath"

	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/plugins/jq"
)

// UseMapping has every jq step of the config read path, which is relative to the
// working directory.
func UseMapping(cfg *config.Config, path string) error {
	full, err := filepath.Abs(path)
	if err != nil {
		return fmt.Errorf("finding the mapping: %w", err)
	}
	for _, r := range cfg.Routes {
		for i, stage := range r.Chain {
			r.Chain[i] = stage.Then(func(into any) {
				if settings, ok := into.(*jq.Settings); ok {
					settings.Mapping = full
				}
			})
		}
	}
	return nil
}
