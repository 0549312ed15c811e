package secret

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	prefix = 4    // bytes by which patterns are looked up
	bloom  = 4096 // bits; a place in the text whose bit is unset starts no pattern
)

// layer finds its values in one pass over a text, however many they are.
type layer struct {
	values   []string
	short    map[string]struct{}
	patterns map[string][]string // by their first bytes, longest first
	starts   [bloom / 64]uint64
}

func newLayer(values []string) layer {
	l := layer{values: values, short: map[string]struct{}{}, patterns: map[string][]string{}}
	for _, value := range values {
		for _, form := range forms(value) {
			l.add(form)
		}
	}
	for _, list := range l.patterns {
		slices.SortFunc(list, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	}
	return l
}

func (l *layer) add(form string) {
	if utf8.RuneCountInString(form) < Shortest {
		l.short[form] = struct{}{}
		return
	}
	start := form[:prefix]
	if slices.Contains(l.patterns[start], form) {
		return
	}
	l.patterns[start] = append(l.patterns[start], form)
	bit := hash(form)
	l.starts[bit/64] |= 1 << (bit % 64)
}

func (l *layer) whole(text string) bool {
	_, ok := l.short[text]
	return ok
}

// find appends where patterns stand in text, the longest at each place.
func (l *layer) find(text string, found []span) []span {
	for at := 0; at+Shortest <= len(text); at++ {
		bit := hash(text[at:])
		if l.starts[bit/64]&(1<<(bit%64)) == 0 {
			continue
		}
		for _, pattern := range l.patterns[text[at:at+prefix]] {
			if strings.HasPrefix(text[at:], pattern) {
				found = append(found, span{at, at + len(pattern)})
				break
			}
		}
	}
	return found
}

// hash spreads the first three bytes over the bits of a bloom filter.
func hash(text string) uint32 {
	return (uint32(text[0]) ^ uint32(text[1])<<4 ^ uint32(text[2])<<7) % bloom
}
