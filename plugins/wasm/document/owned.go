package document

import (
	"maps"
	"reflect"
)

// owned remembers the objects and lists that this call made, and so may write to.
// They are held as well as known by address, so that no other can come to be there.
type owned struct{ made map[uintptr]any }

// keepOwned is how many levels a map that is kept for the next call may have held.
const keepOwned = 64

func (o *owned) reset() {
	if len(o.made) > keepOwned {
		o.made = nil
	}
	clear(o.made)
}

func (o *owned) add(v any) any {
	if o.made == nil {
		o.made = map[uintptr]any{}
	}
	o.made[reflect.ValueOf(v).Pointer()] = v
	return v
}

func (o *owned) has(v any) bool {
	if len(o.made) == 0 {
		return false
	}
	_, ok := o.made[reflect.ValueOf(v).Pointer()]
	return ok
}

func (o *owned) object(m map[string]any) any { return o.add(m) }

// list takes a list with room for an element at least: those without share an address.
func (o *owned) list(l []any) any { return o.add(l) }

// ownObject gives an object that this call may write to, both as it is and as a value.
func (d *Document) ownObject(m map[string]any, boxed any) (map[string]any, any) {
	if d.owned.has(boxed) {
		return m, boxed
	}
	if m = maps.Clone(m); m == nil { // as the clone of a nil map is
		m = map[string]any{}
	}
	return m, d.owned.object(m)
}

func (d *Document) ownList(l []any, boxed any) ([]any, any) {
	if d.owned.has(boxed) {
		return l, boxed
	}
	l = append(make([]any, 0, len(l)+1), l...)
	return l, d.owned.list(l)
}
