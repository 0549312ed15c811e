package bound

import (
	"encoding/binary"
	"fmt"
	"slices"
)

// mostElements is how many elements a module's tables may have together, 8 bytes
// each, and how many they may grow to together beside that.
const mostElements = 1 << 20

// tables reads the table section and gives it anew, with a maximum for each table.
func tables(r *reader) []byte {
	count := r.count("tables")
	out := binary.AppendUvarint(nil, count)
	total := uint64(0)
	for left := count; left > 0 && r.err == nil; left-- {
		start := r.b
		initialised := len(r.b) > 0 && r.b[0] == 0x40
		if initialised {
			r.byte()
			r.byte()
		}
		valueType(r)
		kind := start[:len(start)-len(r.b)]
		least, most, flags := limits(r)
		if flags > 1 {
			r.fail(errUnknown)
		}
		if total += least; total > mostElements {
			r.fail(fmt.Errorf("its tables have %d elements and more, and %d are the most", total, mostElements))
		}
		if r.err != nil {
			break
		}
		value := r.b
		if initialised {
			constant(r)
		}
		if flags == 1 && most < least {
			r.fail(errUnknown)
			break
		}
		if grown := max(least, mostElements/count); flags == 0 || most > grown {
			most = grown
		}
		out = binary.AppendUvarint(append(append(out, kind...), 1), least)
		out = binary.AppendUvarint(out, most)
		out = append(out, value[:len(value)-len(r.b)]...)
	}
	return slices.Concat(out, r.b)
}

// limits reads the least size and the most. flags is 0 when there is no most.
func limits(r *reader) (least, most uint64, flags byte) {
	flags = r.byte()
	least = r.uint()
	if flags&1 != 0 {
		most = r.uint()
	}
	return least, most, flags
}
