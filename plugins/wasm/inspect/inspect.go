package inspect

import (
	"context"

	"github.com/tetratelabs/wazero"

	"github.com/drayhq/dray/plugins/wasm"
	"github.com/drayhq/dray/plugins/wasm/bound"
	"github.com/drayhq/dray/plugins/wasm/document"
	"github.com/drayhq/dray/plugins/wasm/folder"
	"github.com/drayhq/dray/plugins/wasm/host"
	"github.com/drayhq/dray/plugins/wasm/kind/command"
	"github.com/drayhq/dray/plugins/wasm/kind/fields"
	"github.com/drayhq/dray/plugins/wasm/kind/httpwasm"
	"github.com/drayhq/dray/plugins/wasm/module"
)

// Report is what there is to know of a module's file.
type Report struct {
	File   string `json:"file"`
	Kind   string `json:"kind"` // "" if the module is of none
	SHA256 string `json:"sha256"`
	Size   int    `json:"size"` // in bytes
	module.Description

	Usable bool   `json:"usable"` // with dray's default limits
	Reason string `json:"reason"` // why not, as dray says at start
}

// File looks at a file. An error says that it can't be read.
func File(ctx context.Context, path string) (Report, error) {
	file, err := folder.Read(path)
	if err != nil {
		return Report{}, err
	}
	report := Contents(ctx, file)
	report.File = path
	return report, nil
}

// Contents looks at a file that was read.
func Contents(ctx context.Context, file folder.Contents) Report {
	report := Report{
		File: file.Name, SHA256: file.Digest, Size: len(file.Bytes),
		Description: module.Description{Exports: []module.Function{}, Imports: []module.Function{}},
	}
	err := file.CheckPin("", false)
	if refused := look(ctx, file.Bytes, &report); refused != nil {
		err = refused
	}
	report.Usable = err == nil
	if err != nil {
		report.Reason = err.Error()
	}
	return report
}

// everything is a limit of memory, in bytes, under which any module can be described.
const everything = 4 << 30

// look fills in what the module says of itself, and gives why dray would refuse it.
func look(ctx context.Context, file []byte, report *Report) error {
	if err := module.Sniff(file); err != nil {
		return err
	}
	text, err := bound.Module(file)
	if err != nil {
		return err
	}
	if _, err := bound.Stoppable(text); err != nil {
		return err
	}
	kinds := [...]host.Kind{
		module.Fields: &fields.Kind{}, module.HTTP: &httpwasm.Kind{}, module.Command: command.New(document.Options{}, nil),
	}
	options := host.Options{Kinds: kinds[:], Memory: everything, Choose: func(rt wazero.Runtime, compiled wazero.CompiledModule) (host.Kind, host.Limits, error) {
		report.Description = module.Describe(compiled)
		kind, err := module.KindOf(compiled)
		if err != nil {
			return nil, host.Limits{}, err
		}
		report.Kind = kind.String()
		return kinds[kind], host.Limits{}, module.CheckImports(kind, compiled, rt.Module)
	}}
	if err := host.Check(ctx, text, options); err != nil {
		return err
	}
	// A module that begins with more memory than it may have doesn't compile.
	limit := wasm.Defaults().Memory
	if report.Memory == nil || report.Memory.Initial <= uint64(limit) { //nolint:gosec // above zero
		return nil
	}
	options.Memory = limit
	return host.Check(ctx, text, options)
}
