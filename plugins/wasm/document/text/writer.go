package text

// Writer writes JSON text to the end of Text: numbers as they were written, names
// sorted, no HTML escaping, just as the http plugin sends a body.
type Writer struct {
	Text []byte
	Max  int // of len(Text); Value gives up beyond

	open []named // a stack: of each object that is being written, the members in order
}

type named struct {
	name string
	v    any
}

// String writes a string.
func (w *Writer) String(s string) { w.Text = appendQuoted(w.Text, s) }

// Strings writes a list of strings.
func (w *Writer) Strings(list []string) {
	w.Text = append(w.Text, '[')
	for i, item := range list {
		if i > 0 {
			w.Text = append(w.Text, ',')
		}
		w.String(item)
	}
	w.Text = append(w.Text, ']')
}

// Name writes a member's name, with a comma in front unless it is the object's first.
func (w *Writer) Name(name string) {
	if w.Text[len(w.Text)-1] != '{' {
		w.Text = append(w.Text, ',')
	}
	w.Text = append(appendQuoted(w.Text, name), ':')
}
