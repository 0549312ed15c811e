package host

import (
	"time"

	"golang.org/x/sys/unix"
)

// thread is a thread of this process, by the kernel's number.
type thread int32

// current gives the thread that it is called on.
func current() thread { return thread(unix.Gettid()) } //nolint:gosec // a pid_t

// executed gives the CPU time that the thread has had in its life, and whether the
// kernel tells. Clocks of threads are numbered by its MAKE_THREAD_CPUCLOCK(tid,
// CPUCLOCK_SCHED).
func (t thread) executed() (time.Duration, bool) {
	var at unix.Timespec
	if err := unix.ClockGettime(int32(^t)<<3|6, &at); err != nil {
		return 0, false
	}
	return time.Duration(at.Nano()), true
}
