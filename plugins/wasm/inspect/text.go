package inspect

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/dustin/go-humanize"

	"github.com/drayhq/dray/plugins/wasm/module"
)

// Text writes the report for a person.
func (r Report) Text(to io.Writer) error {
	w := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, r.File)
	line := func(what, text string) { fmt.Fprintf(w, "  %s\t%s\n", what, printable(text)) }
	kind := r.Kind
	if kind == "" {
		kind = "unknown"
	}
	line("kind", kind)
	line("sha256", r.SHA256)
	line("size", bytes(uint64(r.Size))) //nolint:gosec // above zero
	if r.Memory != nil {
		line("memory", memory(*r.Memory))
	}
	for i, f := range r.Exports {
		line(heading("exports", i), f.Name+" "+f.Type)
	}
	for i, f := range r.Imports {
		line(heading("imports", i), f.Module+"."+f.Name+" "+f.Type)
	}
	if r.Usable {
		line("usable", "yes")
	} else {
		line("usable", "no: "+r.Reason)
	}
	return w.Flush()
}

// printable spells out what a terminal would obey: names are the module's own.
func printable(text string) string {
	var b strings.Builder
	for _, r := range text {
		if strconv.IsPrint(r) {
			b.WriteRune(r)
		} else {
			b.WriteString(strings.Trim(strconv.QuoteRune(r), "'"))
		}
	}
	return b.String()
}

// heading names the first line of a list only.
func heading(what string, i int) string {
	if i > 0 {
		return ""
	}
	return what
}

func memory(m module.Memory) string {
	if m.Max == nil {
		return bytes(m.Initial) + ", and as much as dray allows"
	}
	return bytes(m.Initial) + ", at most " + bytes(*m.Max)
}

func bytes(n uint64) string { return humanize.Comma(int64(n)) + " bytes" } //nolint:gosec // far below 2^63
