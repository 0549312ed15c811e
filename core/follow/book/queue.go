package book

import (
	"container/heap"
	"time"
)

// Place is where a value stands in a queue; it is part of the value.
type Place struct {
	due time.Time
	at  int // in the queue, from 1; 0: in none
}

// Due gives the time that the value waits for, or waited for last.
func (p *Place) Due() time.Time { return p.due }

// Queued says whether the value is in a queue.
func (p *Place) Queued() bool { return p.at > 0 }

// Queue holds values in order of the time that they wait for. Its zero value is
// empty. It is not safe for concurrent use.
type Queue[T any] struct{ items order[T] }

// placed is a value that has a place.
type placed[T any] struct {
	value T
	place *Place
}

// Len gives how many wait.
func (q *Queue[T]) Len() int { return len(q.items) }

// Push has a value wait for its time.
func (q *Queue[T]) Push(value T, place *Place, due time.Time) {
	place.due = due
	heap.Push(&q.items, placed[T]{value, place})
}

// First gives the value whose time is next, and that time; false: there is none.
func (q *Queue[T]) First() (value T, due time.Time, ok bool) {
	if len(q.items) == 0 {
		return value, due, false
	}
	return q.items[0].value, q.items[0].place.due, true
}

// Pop takes the first out.
func (q *Queue[T]) Pop() T {
	p, _ := heap.Pop(&q.items).(placed[T]) // order gives nothing else
	return p.value
}

// Remove takes out the value of a place in this queue.
func (q *Queue[T]) Remove(place *Place) { heap.Remove(&q.items, place.at-1) }

// Move has the value of a place in this queue wait for another time.
func (q *Queue[T]) Move(place *Place, due time.Time) {
	place.due = due
	heap.Fix(&q.items, place.at-1)
}

// order is heap.Interface.
type order[T any] []placed[T]

func (o order[T]) Len() int           { return len(o) }
func (o order[T]) Less(i, j int) bool { return o[i].place.due.Before(o[j].place.due) }
func (o order[T]) Swap(i, j int) {
	o[i], o[j] = o[j], o[i]
	o[i].place.at, o[j].place.at = i+1, j+1
}

func (o *order[T]) Push(x any) {
	p, _ := x.(placed[T]) // Queue gives nothing else
	*o = append(*o, p)
	p.place.at = len(*o)
}

func (o *order[T]) Pop() any {
	last := len(*o) - 1
	p := (*o)[last]
	(*o)[last] = placed[T]{}
	*o = (*o)[:last]
	p.place.at = 0
	return p
}
