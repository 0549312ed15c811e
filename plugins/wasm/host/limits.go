package host

import "time"

// Limits bound what one module may take.
type Limits struct {
	Memory    int           // bytes of linear memory of an instance
	Timeout   time.Duration // of guest execution in one call; waiting for a turn and instantiating don't count
	Output    int           // bytes that one call may give
	HostCalls int           // calls of ours that one call may make
	Recycle   int           // calls after which an instance is replaced
	Instances int           // instances kept at most
}

const page = 64 << 10

// pages gives how many pages so many bytes of memory are.
func pages(bytes int) uint32 { return uint32(min(max(bytes/page, 1), 65536)) }
