package tree

import (
	"maps"
	"reflect"
)

// Owned remembers the objects and lists that a call made, and so may write to.
type Owned struct {
	few  []level
	many map[uintptr]any // all of them, once they are more than a few
}

// level is known by its address, and held, so that no other can come to be there.
type level struct {
	at uintptr
	v  any
}

const few = 8

// Reset forgets all: the next write copies again.
func (o *Owned) Reset() {
	clear(o.few)
	o.few, o.many = o.few[:0], nil
}

// add takes an object, or a list that has room for an element at least: those
// without share an address.
func (o *Owned) add(v any) any {
	at := reflect.ValueOf(v).Pointer()
	if o.many == nil && len(o.few) < few {
		o.few = append(o.few, level{at, v})
		return v
	}
	if o.many == nil {
		o.many = make(map[uintptr]any, 2*few)
		for _, l := range o.few {
			o.many[l.at] = l.v
		}
	}
	o.many[at] = v
	return v
}

func (o *Owned) has(v any) bool {
	if len(o.few) == 0 {
		return false
	}
	at := reflect.ValueOf(v).Pointer()
	if o.many != nil {
		_, ok := o.many[at]
		return ok
	}
	for _, l := range o.few {
		if l.at == at {
			return true
		}
	}
	return false
}

// object gives one that may be written to, both as it is and as a value.
func (o *Owned) object(m map[string]any, boxed any) (map[string]any, any) {
	if o.has(boxed) {
		return m, boxed
	}
	if m = maps.Clone(m); m == nil { // as the clone of a nil map is
		m = map[string]any{}
	}
	return m, o.add(m)
}

// list gives one that may be written to, likewise.
func (o *Owned) list(l []any, boxed any) ([]any, any) {
	if o.has(boxed) {
		return l, boxed
	}
	l = append(make([]any, 0, len(l)+1), l...)
	return l, o.add(l)
}
