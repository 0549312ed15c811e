package plugins

import (
	"github.com/drayhq/dray/plugins/circleci"
	"github.com/drayhq/dray/plugins/http"
	"github.com/drayhq/dray/plugins/jq"
	"github.com/drayhq/dray/plugins/wasm"
	"github.com/drayhq/dray/sdk"
)

// All gives the built-in plugins, in the order in which `dray plugins` shows them.
func All() []sdk.Plugin {
	return []sdk.Plugin{
		jq.Plugin(),
		wasm.Plugin(),
		circleci.Plugin(),
		http.Plugin(),
	}
}
