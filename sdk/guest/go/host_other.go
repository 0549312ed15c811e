//go:build !wasip1

package guest

// Without dray there is no document.
const notAllowed = -3

func hostGet(_, _ []byte) int32 { return notAllowed }
func hostSet(_, _ []byte) int32 { return notAllowed }
func hostRemove([]byte) int32   { return notAllowed }
func hostLog(int32, string)     {}
func hostReason(string)         {}
