package guest

import (
	"errors"
	"fmt"
	"testing"
)

func TestResults(t *testing.T) {
	t.Parallel()
	for want, err := range map[int32]error{
		0: nil, 1: Drop("frozen"), 2: errors.New("any other"), 3: fmt.Errorf("wrapped: %w", Retry("not yet")),
	} {
		if got := resultOf(err); got != want {
			t.Errorf("%v gives %d, want %d", err, got, want)
		}
	}
	if got := resultOf(Fail("no branch")); got != 2 {
		t.Errorf("Fail gives %d, want 2", got)
	}
}
