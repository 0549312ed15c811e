package stage

import "sync"

// Any is the key that stands for all keys in [Choice.Always].
const Any = ""

// Script holds the answers to give instead of the usual ones, by a key that the
// stand-in chooses: a project's slug, a kind of call. The zero value has none.
type Script = Choice[Answer]

// Choice holds what is to be taken in place of the usual, which is T's zero value,
// by a key. Its own zero value holds nothing.
type Choice[T any] struct {
	mu     sync.Mutex
	next   map[string][]T
	always map[string]T
}

// Next queues values for a key: one is taken each time, and then the usual again.
func (c *Choice[T]) Next(key string, values ...T) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.next == nil {
		c.next = make(map[string][]T)
	}
	c.next[key] = append(c.next[key], values...)
}

// Always has one value taken each time under key, or under all keys for [Any],
// until it is replaced; T's zero value takes it back.
func (c *Choice[T]) Always(key string, value T) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.always == nil {
		c.always = make(map[string]T)
	}
	c.always[key] = value
}

// Take gives the value under the first of the keys that has one, else that of
// [Any], T's zero value for the usual.
func (c *Choice[T]) Take(keys ...string) T {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, key := range keys {
		if queue := c.next[key]; len(queue) > 0 {
			c.next[key] = queue[1:]
			return queue[0]
		}
		if value, ok := c.always[key]; ok {
			return value
		}
	}
	return c.always[Any]
}
