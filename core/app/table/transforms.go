package table

import (
	"github.com/drayhq/dray/core/config/routes"
	"github.com/drayhq/dray/plugins/wasm"
)

// decode reads a stage's settings over those that the config has for all of their
// kind.
func (o *opening) decode(stage routes.Stage) func(any) error {
	return func(into any) error {
		s, ok := into.(*wasm.Settings)
		if !ok {
			return stage.Decode(into)
		}
		s.Memory, s.Timeout, s.CommandTimeout = o.wasm.Memory, o.wasm.Timeout, o.wasm.CommandTimeout
		s.RequireDigest, s.CacheDir = o.wasm.RequireDigest, o.wasm.CacheDir
		if err := stage.Decode(s); err != nil {
			return err
		}
		if s.Module == "" && s.Dir == "" {
			s.Dir = o.wasm.Dir
		}
		return nil
	}
}
