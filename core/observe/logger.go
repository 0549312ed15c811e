package observe

import (
	"io"
	"log/slog"
	"os"
	"slices"
	"strings"

	"github.com/lmittmann/tint"
	"golang.org/x/term"

	"github.com/drayhq/dray/core/secret"
)

// Options say how a log looks.
type Options struct {
	Level    slog.Leveler // the least level that is written; nil: info
	Terminal bool         // lines for a person instead of JSON
	NoColor  bool         // such lines without colour
}

// OptionsFor gives the options for a log that goes to file: lines for a person
// if it is a terminal, in colour unless environ's NO_COLOR or TERM speaks
// against it (https://no-color.org).
func OptionsFor(file *os.File, environ []string, level slog.Leveler) Options {
	noColor := slices.ContainsFunc(environ, func(entry string) bool {
		value, ok := strings.CutPrefix(entry, "NO_COLOR=")
		return ok && value != "" || entry == "TERM=dumb"
	})
	terminal := term.IsTerminal(int(file.Fd()))
	return Options{Level: level, Terminal: terminal, NoColor: noColor || !terminal}
}

// NewLogger makes a logger that writes to w, one Write a line: JSON, or what
// tint makes of a record on a terminal. What secrets holds at the time of a
// line is masked in it, wherever it stands.
func NewLogger(w io.Writer, options Options, secrets *secret.Vault) *slog.Logger {
	return slog.New(newRedactor(newHandler(maskedWriter{w, secrets}, options), secrets))
}

func newHandler(w io.Writer, options Options) slog.Handler {
	if options.Terminal {
		return tint.NewTextHandler(w, &tint.Options{
			Level:       options.Level,
			NoColor:     options.NoColor,
			TimeFormat:  "15:04:05.000",
			ReplaceAttr: shown,
		})
	}
	return slog.NewJSONHandler(w, &slog.HandlerOptions{Level: options.Level})
}
