package secret

import (
	"slices"
	"sync"
	"sync/atomic"
)

// Room is how many values a vault remembers beside those it was made with.
const Room = 256

// Vault is a set that grows while dray runs, for values that outlive a run: a
// token that Port gave. A run's own values belong in a [Set.With]. A nil Vault
// holds nothing and takes nothing. It is safe for concurrent use.
type Vault struct {
	set  atomic.Pointer[Set]
	last atomic.Pointer[with]

	mu     sync.Mutex
	fixed  *Set
	values []string // of fixed
	added  []string // oldest first
}

// with is a set that [Vault.With] gave, and what it was made of.
type with struct {
	base   *Set
	values []string
	set    *Set
}

// NewVault makes a vault that never forgets values.
func NewVault(values ...string) *Vault {
	v := &Vault{fixed: New(values...), values: slices.Clone(values)}
	v.set.Store(v.fixed)
	return v
}

// Add makes the vault mask values too. Beyond [Room] the oldest that were added
// are forgotten.
func (v *Vault) Add(values ...string) {
	if v == nil {
		return
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.add(values)
}

// Renew makes values those that the vault never forgets, in place of those before.
// They are kept as added ones are, for they are secrets still.
func (v *Vault) Renew(values ...string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	old := slices.DeleteFunc(v.values, func(value string) bool { return slices.Contains(values, value) })
	v.fixed, v.values = New(values...), slices.Clone(values)
	v.add(old)
	v.set.Store(v.fixed.With(v.added...))
}

func (v *Vault) add(values []string) {
	before := len(v.added)
	for _, value := range values {
		if !slices.Contains(v.added, value) {
			v.added = append(v.added, value)
		}
	}
	if len(v.added) == before {
		return
	}
	if over := len(v.added) - Room; over > 0 {
		v.added = slices.Delete(v.added, 0, over)
	}
	v.set.Store(v.fixed.With(v.added...))
}

// Set gives what the vault masks now.
func (v *Vault) Set() *Set {
	if v == nil {
		return nil
	}
	return v.set.Load()
}

// With gives the set of now that masks a run's values too. Those of the next run
// are mostly the same, the token that the mapping reads, and a set takes longer
// to make than to use: so the last one is kept.
func (v *Vault) With(values ...string) *Set {
	base := v.Set()
	if v == nil || len(values) == 0 {
		return base.With(values...)
	}
	if last := v.last.Load(); last != nil && last.base == base && slices.Equal(last.values, values) {
		return last.set
	}
	made := &with{base, slices.Clone(values), base.With(values...)}
	v.last.Store(made)
	return made.set
}

// Mask masks text with the set of now.
func (v *Vault) Mask(text string) string { return v.Set().Mask(text) }
