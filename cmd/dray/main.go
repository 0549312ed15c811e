// Command dray carries action runs from Port to CircleCI.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/drayhq/dray/core/explain"
)

// The exit codes of every command.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2 // bad usage or config
)

// usageError is a mistake in how dray was called or configured.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// silent is an error whose text has been shown already.
type silent struct{ error }

func main() {
	os.Exit(run(context.Background(), streams{os.Stdin, os.Stdout, os.Stderr}, os.Args[1:]))
}

// untilSignal gives a context that ends with the first SIGTERM or Ctrl-C. The
// second ends the process, as does the first for a command that doesn't ask.
func untilSignal(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}

// streams are where a command reads, writes its results, and logs.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

func run(ctx context.Context, s streams, args []string) int {
	root := newRoot(s)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitDone
	}
	if _, shown := errors.AsType[silent](err); !shown {
		fmt.Fprintf(s.err, "dray: %s\n", explain.Visible(err.Error()))
	}
	if _, usage := errors.AsType[usageError](err); usage {
		return exitUsage
	}
	return exitFailed
}

func newRoot(s streams) *cobra.Command {
	root := &cobra.Command{
		Use:           "dray",
		Short:         "dray carries action runs from Port to CircleCI",
		Version:       versionText(),
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE:          listCommands,
		Args:          cobra.ArbitraryArgs,
	}
	root.SetIn(s.in)
	root.SetOut(s.out)
	root.SetErr(s.err)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usageError{fmt.Errorf("%w (see `%s --help`)", err, cmd.CommandPath())}
	})
	root.CompletionOptions.HiddenDefaultCmd = false
	root.AddCommand(
		newRun(s), newDemo(s), newEmit(s), newCheck(s), newExplain(s), newWasm(s),
		newDLQ(s), newPause(s), newResume(s), newPlugins(s), newSchema(s), newVersion(s),
	)
	root.AddCommand(others(s)...)
	addCompletion(root)
	return root
}

// listCommands runs what is made of commands: without one the help is the answer, an
// unknown one is bad usage.
func listCommands(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usageError{fmt.Errorf("unknown command %q: `%s --help` lists them", args[0], cmd.CommandPath())}
	}
	return cmd.Help()
}

// noArgs is cobra.NoArgs with exit code 2.
func noArgs(cmd *cobra.Command, args []string) error {
	if err := cobra.NoArgs(cmd, args); err != nil {
		return usageError{err}
	}
	return nil
}

// someArgs asks for at least one argument, with exit code 2.
func someArgs(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return usageError{fmt.Errorf("%s needs at least one %s (see `%s --help`)", cmd.Name(), what, cmd.CommandPath())}
		}
		return nil
	}
}
