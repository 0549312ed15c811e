package settle

// Resume begins a new round at what the group has committed: next is the
// committed offset, negative if there is none, metadata the commit's.
//
// What this ledger knew beyond the commit still holds: done messages stay done,
// and those under way are not handed out again. A commit below one that was made
// before, or its absence, says that somebody moved the group back, or that the
// topic was made anew: then nothing known before counts.
func (l *Ledger) Resume(next int64, metadata string) {
	fresh := New(l.limit)
	fresh.round = l.round + 1
	if next >= 0 {
		fresh.start, fresh.acked, fresh.next = next, next, next
		fresh.done = decode(next, metadata)
	}
	if max(next, -1) >= l.acked {
		fresh.inherit(l)
	}
	if next >= 0 {
		fresh.advance()
	}
	*l = *fresh
}

func (l *Ledger) inherit(old *Ledger) {
	l.done = l.done.union(old.above()).union(spans{{old.start, old.next}}).from(l.next)
	l.held = make(map[int64]int)
	hold := func(offset int64, round int) {
		if offset >= l.next && !l.done.contains(offset) {
			l.held[offset] = round
		}
	}
	for offset, round := range old.held {
		hold(offset, round)
	}
	for _, e := range old.entries {
		if e.state == begun {
			hold(e.offset, e.round)
		}
	}
	l.begun = len(l.held)
}

// advance moves next to the first message that is not done and lets go of what
// lies below it.
func (l *Ledger) advance() {
	head := 0
	for head < len(l.entries) && l.entries[head].state == done {
		head++
	}
	l.spent -= head
	l.entries = l.entries[head:]
	if len(l.entries) > 0 {
		l.next = l.entries[0].offset
		l.compact()
		return
	}
	l.next = l.done.end(max(l.next, l.last+1))
	l.done = l.done.from(l.next)
}

// compact drops done entries behind an open head, so that one message which
// waits long does not keep all that follow it in memory.
func (l *Ledger) compact() {
	if l.spent < 64 || l.spent < len(l.entries)/2 {
		return
	}
	kept := make([]entry, 0, len(l.entries)-l.spent)
	for _, e := range l.entries {
		if e.state != done {
			kept = append(kept, e)
		}
	}
	l.entries, l.spent = kept, 0
}

// above gives what is done above next.
func (l *Ledger) above() spans {
	if l.next < 0 {
		return l.done
	}
	var out spans
	from := l.next
	for _, e := range l.entries {
		if e.state == done {
			continue
		}
		out = out.append(span{from, e.offset})
		from = e.offset + 1
	}
	out = out.append(span{from, l.last + 1})
	for _, s := range l.done {
		out = out.append(s)
	}
	return out
}
