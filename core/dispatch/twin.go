package dispatch

import (
	"errors"
	"sync"
	"time"

	"github.com/drayhq/dray/core/chain"
	"github.com/drayhq/dray/core/dispatch/once"
	"github.com/drayhq/dray/sdk"
)

// errTwin has a task stand still, for what the ledger says of its run is not a
// crash's but the other's, which is still at it.
var errTwin = errors.New("nothing was sent, for another message of the same run is still being worked off")

// twinWait is the least wait for a twin to come to its end.
const twinWait = time.Second

// twins is the tasks that have sent, by their runs: a run can be on the topic twice.
type twins struct {
	mu  sync.Mutex
	own map[string]*task
}

// take says whether t is the one of its run that may send, until it leaves. One that
// went before on the same message is not: its partition went, and came back.
func (w *twins) take(t *task) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	other := w.own[t.run.ID]
	if t.run.ID == "" || other == t {
		return true
	}
	same := other != nil && other.message.Source == t.message.Source && !other.replayed() && !t.replayed()
	if other != nil && !same {
		return false
	}
	if w.own == nil {
		w.own = map[string]*task{}
	}
	w.own[t.run.ID] = t
	return true
}

func (w *twins) leave(t *task) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.own[t.run.ID] == t {
		delete(w.own, t.run.ID)
	}
}

// waitForTwin is how the walk of a task goes that has a twin under way.
func waitForTwin(t *task) chain.Walk {
	return chain.Walk{Run: t.run, Before: t.run, At: t.at, Err: sdk.Retry(errTwin, twinWait)}
}

// stands says that an attempt came to nothing for a reason of dray's own.
func stands(err error) bool { return errors.Is(err, once.ErrLedger) || errors.Is(err, errTwin) }
