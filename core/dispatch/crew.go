package dispatch

// crew is the goroutines that attempt tasks. Each stays for the next task: a
// chain takes a deep stack, and growing a new one for every run would cost
// more than to verify its signature.
type crew struct{ idle chan *task }

func newCrew() crew { return crew{idle: make(chan *task)} }

// give hands t to a goroutine that has nothing to do, or to a new one, which does
// what it is given until stop is closed.
func (c crew) give(t *task, stop <-chan struct{}, do func(*task)) {
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
