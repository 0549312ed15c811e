package hold

// Crew is the goroutines that work on tasks. Each stays for the next task: a
// chain takes a deep stack, and growing a new one for every run would cost more
// than to verify its signature.
type Crew[T any] struct{ idle chan T }

// NewCrew makes a crew of nobody yet.
func NewCrew[T any]() Crew[T] { return Crew[T]{idle: make(chan T)} }

// Give hands t to a goroutine that has nothing to do, or to a new one, which does
// what it is given until stop is closed.
func (c Crew[T]) Give(t T, stop <-chan struct{}, do func(T)) {
	select {
	case c.idle <- t:
		return
	default:
	}
	go func() {
		for {
			do(t)
			select {
			case t = <-c.idle:
			case <-stop:
				return
			}
		}
	}()
}
