package host

import (
	"time"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/sys"
)

// tick is what a guest's clocks move on with each reading. With wazero's own tick
// of 1 ms the collector of a Go guest believes that it has little to do, and leaks.
const tick = time.Microsecond

// World is what an instance sees outside of itself: a clock that starts at the
// attempt's time, random numbers that the run and the attempt decide, a place to
// write to, and nothing else. So a call that is repeated does the same.
type World struct {
	In  Input  // standard input
	Out Output // standard output
	Err Output // standard error

	clock  func() time.Time
	start  time.Time // of the call; zero until somebody asks, which most never do
	since  time.Duration
	random random
}

// reset begins a call.
func (w *World) reset(run string, attempt int) {
	w.start, w.since = time.Time{}, 0
	w.random.reset(run, attempt)
	w.In.Reset(nil)
	w.Out.reset()
	w.Err.reset()
}

// Now gives the attempt's time, the same all through a call.
func (w *World) Now() time.Time {
	if w.start.IsZero() {
		w.start = w.clock()
	}
	return w.start
}

func (w *World) walltime() (sec int64, nsec int32) {
	w.since += tick
	at := w.Now().Add(w.since)
	return at.Unix(), int32(at.Nanosecond()) //nolint:gosec // below 1e9
}

func (w *World) nanotime() int64 {
	w.since += tick
	return int64(w.since)
}

// sleep takes no time: the clock is set forward.
func (w *World) sleep(ns int64) { w.since += time.Duration(max(ns, 0)) }

// config gives an instance's configuration: this world, and no start function, for
// those are called under a deadline.
func (w *World) config() wazero.ModuleConfig {
	return wazero.NewModuleConfig().WithName("").WithStartFunctions().
		WithStdin(&w.In).WithStdout(&w.Out).WithStderr(&w.Err).
		WithWalltime(w.walltime, sys.ClockResolution(tick)).
		WithNanotime(w.nanotime, sys.ClockResolution(tick)).
		WithNanosleep(w.sleep).
		WithRandSource(&w.random)
}
