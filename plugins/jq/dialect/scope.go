package dialect

import (
	"slices"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/order"
)

// Order is the order of keys in a JSON text.
type Order = order.Text

// NewOrder takes a JSON text beside the value that it was decoded to; see
// [order.NewText]. It costs nothing until a program wants to know an order, may be
// shared, and holds on to both.
func NewOrder(raw []byte, value any) *Order { return order.NewText(raw, value) }

// Read is an environment variable that a program read.
type Read struct{ Name, Value string }

// Scope goes along with the evaluations of one run, one after another: it is not
// safe for concurrent use. What one program makes keeps its order for the next.
type Scope struct {
	orders order.Table
	reads  []Read
}

// NewScope gives a scope that knows the order of these texts' objects. Nil ones
// are left out; the objects that no text tells of are sorted by key.
func NewScope(orders ...*Order) *Scope {
	s := &Scope{}
	for _, o := range orders {
		s.Add(o)
	}
	return s
}

// Fork gives a scope that knows the same orders and goes its own way from here. It
// may be called concurrently while s itself is left alone.
func (s *Scope) Fork() *Scope { return &Scope{orders: s.orders.Clone()} }

// Add makes one more text's objects known.
func (s *Scope) Add(o *Order) { s.orders.Add(o) }

// SetKeys says in which order the keys of an object stand that was put together
// outside jq. They must be those of the object, each once.
func (s *Scope) SetKeys(object map[string]any, keys ...string) { s.orders.Set(object, keys) }

// Keys gives the keys of an object in their order; the slice must not be changed.
func (s *Scope) Keys(object map[string]any) []string { return s.orders.Keys(object) }

// Reads gives the environment variables that were read and are set, in the order
// of the first reading.
func (s *Scope) Reads() []Read { return slices.Clone(s.reads) }

func (s *Scope) note(name, value string) {
	if r := (Read{name, value}); !slices.Contains(s.reads, r) {
		s.reads = append(s.reads, r)
	}
}

// inherit gives a copy of an object the order of the original.
func (s *Scope) inherit(from, to map[string]any) {
	if s.orders.Scrambled(from) {
		s.orders.Set(to, s.orders.Keys(from))
	}
}
