package settle

import (
	"cmp"
	"slices"
)

// MetadataLimit is how many bytes of metadata a broker takes with a commit
// unless it was configured otherwise (offset.metadata.max.bytes).
const MetadataLimit = 4096

type state uint8

const (
	open  state = iota // handed out, nothing under way
	begun              // its effect may be happening
	done
)

type entry struct {
	offset int64
	round  int
	state  state
}

// Ledger is what is known of one partition since it was resumed. It is not safe
// for concurrent use. Each operation takes amortised O(log n) of the open
// messages; done ones cost nothing.
//
// A message is named by its offset and the round in which it was handed out. A
// round ends when the partition is resumed or its log was rewound: what was
// handed out before, and not begun, is void.
type Ledger struct {
	limit int // bytes of metadata
	round int
	start int64 // where reading began in this round; -1 before the position is known
	acked int64 // what the group's commit is known to have reached; -1 if there is none yet
	next  int64 // the first offset not known to be done; -1 before the position is known
	last  int64 // the highest offset added in this round; -1 before
	begun int   // entries and held that are under way

	entries []entry       // added, ascending by offset, the first one never done
	spent   int           // how many of them are done
	done    spans         // done, yet above last: known from elsewhere
	held    map[int64]int // begun in the round given, and not yet added again
}

// New gives a ledger whose position is not known before the first Add. limit is
// how many bytes of metadata a commit may carry.
func New(limit int) *Ledger { return &Ledger{limit: limit, start: -1, acked: -1, next: -1, last: -1} }

// Round gives the round of the messages that are added now.
func (l *Ledger) Round() int { return l.round }

// Begun gives how many messages are under way.
func (l *Ledger) Begun() int { return l.begun }

// Add enters the next message of the log. False: it is done, or under way since
// an earlier round, and must not be handed out. An offset at or below one that
// was added before says that the log was rewound (the topic was made anew, or its
// broker lost data): all knowledge is void, for it was of other messages.
func (l *Ledger) Add(offset int64) bool {
	switch {
	case l.next < 0:
		l.start, l.next = offset, offset
	case offset <= l.last || offset < l.start:
		*l = Ledger{limit: l.limit, round: l.round + 1, start: offset, acked: -1, next: offset}
	}
	l.last = offset
	known := l.done.contains(offset)
	l.done = l.done.from(offset + 1)
	if known || offset < l.next {
		l.advance()
		return false
	}
	fresh := entry{offset: offset, round: l.round}
	round, inherited := l.held[offset]
	if inherited {
		delete(l.held, offset)
		fresh.round, fresh.state = round, begun
	}
	l.entries = append(l.entries, fresh)
	l.advance()
	return !inherited
}

// Begin says that a message is under way. False: it is void.
func (l *Ledger) Begin(round int, offset int64) bool {
	if l.holds(round, offset) {
		return true
	}
	e := l.find(round, offset)
	if e == nil {
		return false
	}
	if e.state == open {
		e.state = begun
		l.begun++
	}
	return true
}

// Release says that a message is no longer under way, and that nothing happened.
func (l *Ledger) Release(round int, offset int64) {
	if l.holds(round, offset) {
		delete(l.held, offset)
		l.begun--
		return
	}
	if e := l.find(round, offset); e != nil && e.state == begun {
		e.state = open
		l.begun--
	}
}

// Settle says that a message is done, begun or not. False: it is void, or it was
// settled before.
func (l *Ledger) Settle(round int, offset int64) bool {
	if l.holds(round, offset) {
		delete(l.held, offset)
		l.begun--
		l.done = l.done.union(spans{{offset, offset + 1}})
		l.advance()
		return true
	}
	e := l.find(round, offset)
	if e == nil {
		return false
	}
	if e.state == begun {
		l.begun--
	}
	e.state = done
	l.spent++
	l.advance()
	return true
}

// Holds says whether a message is known, neither void nor done, and whether it is
// under way.
func (l *Ledger) Holds(round int, offset int64) (known, underWay bool) {
	if l.holds(round, offset) {
		return true, true
	}
	e := l.find(round, offset)
	return e != nil, e != nil && e.state == begun
}

func (l *Ledger) holds(round int, offset int64) bool {
	in, ok := l.held[offset]
	return ok && in == round
}

// find gives the entry that is not done; nil if there is none.
func (l *Ledger) find(round int, offset int64) *entry {
	i, ok := slices.BinarySearchFunc(l.entries, offset, func(e entry, offset int64) int {
		return cmp.Compare(e.offset, offset)
	})
	if !ok || l.entries[i].round != round || l.entries[i].state == done {
		return nil
	}
	return &l.entries[i]
}
