package view

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"
	"unicode/utf8"

	"github.com/drayhq/dray/core/admin"
	"github.com/drayhq/dray/core/deadletter"
	"github.com/drayhq/dray/core/explain"
)

// reasonWidth is how many characters of a reason a table has room for.
const reasonWidth = 60

// List writes letters, one after the other.
type List struct {
	table *tabwriter.Writer
	json  *json.Encoder
	said  bool
}

// NewList writes to w: "text" a table, "json" an object a line.
func NewList(w io.Writer, output string) (*List, error) {
	if err := Check(output); err != nil {
		return nil, err
	}
	if output == "json" {
		return &List{json: encoder(w)}, nil
	}
	return &List{table: tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)}, nil
}

// Check says what is wrong with an output's name.
func Check(output string) error {
	if output != "text" && output != "json" {
		return fmt.Errorf("--output %q: it can be text or json", output)
	}
	return nil
}

func encoder(w io.Writer) *json.Encoder {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e
}

// Add writes one more.
func (l *List) Add(letter deadletter.Letter) error {
	if l.json != nil {
		return l.json.Encode(plain(letter))
	}
	if !l.said {
		l.said = true
		if _, err := fmt.Fprintln(l.table, "ID\tPARKED\tCLASS\tRUN\tROUTE\tATTEMPTS\tREASON"); err != nil {
			return err
		}
	}
	reason := letter.Reason
	if !letter.Replay.IsZero() {
		reason = "(to be replayed) " + reason
	}
	_, err := fmt.Fprintf(l.table, "%s\t%s\t%s\t%s\t%s\t%d\t%s\n", letter.ID, moment(letter.Parked), letter.Class,
		orDash(letter.Run), orDash(letter.Route), letter.Attempts, short(reason))
	return err
}

// Close ends the table, and says whether there was any letter.
func (l *List) Close() (some bool, err error) {
	if l.table == nil {
		return true, nil
	}
	return l.said, l.table.Flush()
}

// Fate writes what became of a letter.
func Fate(w io.Writer, output string, fate admin.Fate) error {
	if output == "json" {
		return encoder(w).Encode(fate)
	}
	text := fate.ID
	if fate.Run != "" {
		text += " " + fate.Run
	}
	text += ": " + string(fate.Outcome)
	if fate.Text != "" {
		text += ", " + fate.Text
	}
	_, err := fmt.Fprintln(w, line(text))
	return err
}

// line gives text on one line that a terminal shows and does not obey.
func line(text string) string {
	return explain.Visible(strings.Join(strings.Fields(text), " "))
}

func short(text string) string {
	text = line(text)
	if utf8.RuneCountInString(text) <= reasonWidth {
		return text
	}
	return string([]rune(text)[:reasonWidth-1]) + "…"
}

func orDash(text string) string {
	if text == "" {
		return "-"
	}
	return line(text)
}

func moment(at time.Time) string {
	if at.IsZero() {
		return "-"
	}
	return at.UTC().Format(time.RFC3339)
}
