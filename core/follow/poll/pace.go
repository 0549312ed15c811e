package poll

import (
	"math/rand/v2"
	"time"
)

// First is how long after the trigger the first look is: a pipeline has nothing to
// show before.
const First = 3 * time.Second

// Pace is how often a pipeline is looked at: after a tenth of its age, within bounds.
type Pace struct{ Least, Most time.Duration }

// Usual is the pace where polling is all there is.
func Usual() Pace { return Pace{2 * time.Second, time.Minute} }

// Net is the pace where webhooks say when to look, and polling catches what they lose.
func Net() Pace { return Pace{15 * time.Second, 5 * time.Minute} }

// Next gives the time to the next look at a pipeline of an age.
func (p Pace) Next(age time.Duration) time.Duration {
	return Jitter(min(max(age/10, p.Least), p.Most))
}

// Again gives the time to the next try after so many in a row that gave nothing:
// from two seconds doubling to two minutes.
func Again(tries int) time.Duration {
	return Jitter(min(time.Second<<min(tries, 10), 2*time.Minute))
}

// Jitter gives d, up to a fifth shorter or longer.
func Jitter(d time.Duration) time.Duration {
	return d + time.Duration((rand.Float64()-0.5)*0.4*float64(d)) //nolint:gosec // nobody gains from guessing it
}
