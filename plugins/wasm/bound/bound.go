package bound

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// Module gives a core module as the compiler is to see it, or says what nobody
// should make room for. Custom sections, which say nothing to the compiler, are left out.
func Module(file []byte) ([]byte, error) {
	const header = 8
	if len(file) < header {
		return nil, errors.New("the file is cut short: it ends before its version")
	}
	out := append(make([]byte, 0, len(file)), file[:header]...)
	for rest := (&reader{b: file[header:]}); len(rest.b) > 0; {
		before := rest.b
		id := rest.byte()
		size := rest.uint()
		if rest.failed() {
			return append(out, before...), nil
		}
		if size > uint64(len(rest.b)) {
			return nil, fmt.Errorf("the file is cut short: its %s section has %d bytes, and %d are left", sectionName(id), size, len(rest.b))
		}
		content := rest.take(size, "")
		if id == custom {
			continue
		}
		r := &reader{b: content}
		if id == table {
			content = tables(r)
		} else if read := sections[id]; read != nil {
			read(r)
		}
		if errors.Is(r.err, errUnknown) {
			return append(out, before...), nil
		}
		if r.err != nil {
			return nil, r.err
		}
		out = binary.AppendUvarint(append(out, id), uint64(len(content)))
		out = append(out, content...)
	}
	return out, nil
}

const (
	custom = 0
	table  = 4
)

var sectionNames = [...]string{"custom", "type", "import", "function", "table", "memory", "global", "export", "start", "element", "code", "data", "data count", "tag"}

func sectionName(id byte) string {
	if int(id) < len(sectionNames) {
		return sectionNames[id]
	}
	return fmt.Sprintf("0x%02x", id)
}
