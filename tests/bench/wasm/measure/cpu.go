package measure

import (
	"fmt"
	"syscall"
	"time"
)

// CPUTime gives what this process has executed so far, the collector's work too. Unlike
// a clock on the wall it doesn't count what others execute on the same cores.
func CPUTime() (time.Duration, error) {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0, fmt.Errorf("reading the CPU time: %w", err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano()), nil
}
