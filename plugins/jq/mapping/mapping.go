package mapping

import "fmt"

// Mapping is a mapping file. The first entry that is enabled for an event says
// what request becomes of it.
type Mapping struct {
	Name     string   // of the file, as errors and warnings show it
	Entries  []Entry  // in the file's order
	Warnings []string // what is in the file to no effect, such as an unknown key
}

// Entry is one element of the file's list. A nil member is one that the file
// leaves out, or sets to null.
type Entry struct {
	Index   int
	Pos     Position
	Enabled *Value // a program, or a literal true or false
	Method  *Value // a program
	URL     *Value // a program
	Headers *Value // a program, or an object of programs
	Query   *Value // a program, or an object of programs
	Body    *Value // a program, or an object of any depth
	// Report holds a program for each of status, link, summary and externalRunId
	// that the entry sets. It is nil without a report, else not.
	Report []Member
	// Decrypt lists the paths of the fields to be decrypted.
	Decrypt []string
}

// Kind is what a [Value] is.
type Kind int

// The kinds of value.
const (
	Program Kind = iota // a jq program, in Text
	Literal             // null, a boolean or a number, in Literal
	List                // of Items
	Object              // of Members
)

// Value is one value of a mapping: a jq program, or what holds them.
type Value struct {
	Kind    Kind
	Field   string // its path in the entry: "body.parameters", "body.tags[0]"
	Pos     Position
	Text    string
	Literal any // nil, bool or json.Number
	Items   []Value
	Members []Member // in the file's order
}

// Member is a named value.
type Member struct {
	Name  string
	Value Value
}

// Position is a place in the file; both count from 1, columns in characters.
type Position struct{ Line, Column int }

func (p Position) String() string { return fmt.Sprintf("%d:%d", p.Line, p.Column) }

// Where says where a value of the entry stands, for a message: "invocations.json:3:12: entry 0: url".
func (m *Mapping) Where(entry int, v *Value) string {
	return fmt.Sprintf("%s:%s: entry %d: %s", m.Name, v.Pos, entry, v.Field)
}

// WhereEntry says where an entry stands: "invocations.json:2:3: entry 0".
func (m *Mapping) WhereEntry(e Entry) string {
	return fmt.Sprintf("%s:%s: entry %d", m.Name, e.Pos, e.Index)
}

// Error is a mapping file that can't be used: what is wrong, and where.
type Error struct {
	File  string
	Pos   Position
	Entry int    // its index; -1 if the error lies outside the entries
	Field string // the path in the entry; "" for the entry itself
	Text  string // what is wrong, and what is wanted
}

func (e *Error) Error() string {
	text := e.Text
	if e.Field != "" {
		text = e.Field + ": " + text
	}
	if e.Entry >= 0 {
		text = fmt.Sprintf("entry %d: %s", e.Entry, text)
	}
	return fmt.Sprintf("%s:%s: %s", e.File, e.Pos, text)
}
