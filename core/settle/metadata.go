package settle

import (
	"encoding/base64"
	"encoding/binary"
	"math"
	"strings"
)

// The metadata is "dray1:", a letter that says how the rest is packed, and the
// rest in base64 (raw, URL alphabet).
//
//	b  a bitmap, lowest bit first: bit i is whether next+i is done
//	r  run lengths as uvarints, from next on: not done, done, not done, …
//
// A bitmap bears any pattern, run lengths any distance. Whichever is shorter is used.
const (
	version = "dray1:"
	bitmap  = 'b'
	runs    = 'r'
)

// Position is what can be committed for a partition.
type Position struct {
	Next     int64  // the first offset that is not done
	Metadata string // what is done above it; "" if nothing is
	// Through bounds what the position covers: done messages below it. It is less
	// than all only if the metadata had to be cut short.
	Through int64
}

// Commit gives the position as of now. False: it is not known yet.
func (l *Ledger) Commit() (Position, bool) {
	if l.next < 0 {
		return Position{}, false
	}
	metadata, through := encode(l.next, l.above(), l.limit)
	return Position{Next: l.next, Metadata: metadata, Through: through}, true
}

// Next gives the first offset that is not known to be done. False: the position is
// not known.
func (l *Ledger) Next() (int64, bool) { return l.next, l.next >= 0 }

// Acknowledge says that the group's commit is now at least at next.
func (l *Ledger) Acknowledge(next int64) { l.acked = max(l.acked, min(next, l.next)) }

// Shrink halves the room for metadata: the broker takes less than was thought.
func (l *Ledger) Shrink() { l.limit /= 2 }

// Full says that no more messages should be added before some are settled: the
// pattern that they could come to form might outgrow the metadata. An eighth is
// kept back for those that are already on their way.
func (l *Ledger) Full() bool {
	if l.next < 0 {
		return false
	}
	end := l.last + 1
	if n := len(l.done); n > 0 {
		end = max(end, l.done[n-1].to)
	}
	room := payload(l.limit) * 7 / 8
	distance := end - l.next
	if distance <= int64(room)*8 {
		return false
	}
	unsettled := len(l.entries) - l.spent
	changes := 2*(unsettled+len(l.done)) + 1
	return changes*len(appendLength(nil, distance)) > room
}

// payload gives how many bytes can be packed into metadata of limit bytes.
func payload(limit int) int {
	return max(0, base64.RawURLEncoding.DecodedLen(limit-len(version)-1))
}

// encode packs as much of done, which lies above next, as fits, and gives up to where that is.
func encode(next int64, done spans, limit int) (string, int64) {
	if len(done) == 0 {
		return "", math.MaxInt64
	}
	room := payload(limit)
	lengths, through := toRuns(next, done, room)
	end, reach := done[len(done)-1].to, int64(math.MaxInt64)
	if bits := int64(room) * 8; end-next > bits {
		end, reach = next+bits, next+bits
	}
	if through > reach || through == reach && len(lengths) <= int(end-next+7)/8 {
		return text(runs, lengths), through
	}
	return text(bitmap, toBits(next, done, end)), reach
}

func toRuns(next int64, done spans, room int) ([]byte, int64) {
	var packed []byte
	at := next
	for _, s := range done {
		longer := appendLength(packed, s.from-at)
		longer = appendLength(longer, s.to-s.from)
		if len(longer) > room {
			return packed, s.from
		}
		packed, at = longer, s.to
	}
	return packed, math.MaxInt64
}

func appendLength(packed []byte, length int64) []byte {
	return binary.AppendUvarint(packed, uint64(length)) //nolint:gosec // never negative: the spans ascend
}

func text(kind byte, packed []byte) string {
	if len(packed) == 0 {
		return ""
	}
	return version + string(kind) + base64.RawURLEncoding.EncodeToString(packed)
}

func toBits(next int64, done spans, end int64) []byte {
	out := make([]byte, (end-next+7)/8)
	for _, s := range done {
		for at := s.from; at < min(s.to, end); at++ {
			out[(at-next)/8] |= 1 << ((at - next) % 8)
		}
	}
	return out
}

// decode gives what metadata says is done above next. Metadata that is not ours,
// or damaged, says nothing: other clients leave their member id or a note there.
func decode(next int64, metadata string) spans {
	rest, ours := strings.CutPrefix(metadata, version)
	if !ours || rest == "" || len(metadata) > math.MaxUint16 {
		return nil
	}
	packed, err := base64.RawURLEncoding.DecodeString(rest[1:])
	if err != nil {
		return nil
	}
	switch rest[0] {
	case bitmap:
		return fromBits(next, packed)
	case runs:
		return fromRuns(next, packed)
	}
	return nil
}

func fromBits(next int64, packed []byte) spans {
	var out spans
	if next > math.MaxInt64-int64(len(packed))*8 {
		return nil
	}
	for i := range int64(len(packed)) * 8 {
		if packed[i/8]>>(i%8)&1 == 1 {
			out = out.append(span{next + i, next + i + 1})
		}
	}
	return out
}

func fromRuns(next int64, packed []byte) spans {
	var out spans
	for at, done := next, false; len(packed) > 0; done = !done {
		length, n := binary.Uvarint(packed)
		if n <= 0 || length > math.MaxInt64 || at > math.MaxInt64-int64(length) {
			return nil
		}
		if done {
			out = out.append(span{at, at + int64(length)})
		}
		packed, at = packed[n:], at+int64(length)
	}
	return out
}
