package breaker

import (
	"fmt"
	"log/slog"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/drayhq/dray/sdk"
)

func TestWhoLooksGivesThatBack(t *testing.T) {
	ends := map[string]func(Pass){
		"cut off":     Pass.Nothing,
		"not reached": func(p Pass) { p.Unreached("x") },
		"silent":      func(p Pass) { p.Silent("x") },
		"at fault":    func(p Pass) { p.Faulty("x", true) },
	}
	for name, end := range ends {
		t.Run(name, func(t *testing.T) {
			virtual(t, func(x trial) {
				t, b := x.t, x.b
				for range 10 { // opens the breaker of the endpoint, then that of the host
					enter(t, b, "/p").Faulty("x", true)
				}
				for range 5 {
					enter(t, b, "/q").Unreached("x")
				}
				for range 3 {
					time.Sleep(delay)
					end(enter(t, b, "/p"))
					refused(t, b, "/p")
				}
				time.Sleep(delay)
				enter(t, b, "/p").Well()
				enter(t, b, "/p").Well()
			})
		})
	}
}

func TestWhatWentBeforeItOpenedTellsNothing(t *testing.T) {
	virtual(t, func(x trial) {
		t, b := x.t, x.b
		var late []Pass
		for range 20 {
			late = append(late, enter(t, b, "/p"))
		}
		for _, pass := range late[:5] {
			pass.Unreached("x")
		}
		time.Sleep(delay)
		look := enter(t, b, "/p")
		for _, pass := range late[5:] {
			pass.Unreached("late")
			pass.Nothing()
		}
		if _, why := refused(t, b, "/p"); strings.Contains(why, "late") {
			t.Error(why)
		}
		look.Well()
		enter(t, b, "/p").Well()
	})
}

func TestOff(t *testing.T) {
	b := New(Options{Delay: delay, Now: time.Now, Log: slog.New(slog.DiscardHandler)})
	for range 100 {
		enter(t, b, "/p").Silent("x")
		enter(t, b, "/p").Unreached("x")
	}
	if b.hosts.Len() != 0 || b.endpoints.Len() != 0 {
		t.Error("something is remembered")
	}
}

func TestMemoryIsBounded(t *testing.T) {
	b := newBreakers(slog.New(slog.DiscardHandler))
	long := strings.Repeat("x", 1<<13)
	for i := range 2000 {
		pass, err := b.Enter(fmt.Sprint("https://", i, long), "/"+long)
		if err != nil {
			t.Fatal(err)
		}
		pass.Silent("x")
	}
	if b.hosts.Len() != hostsKept || b.endpoints.Len() != endpointsKept {
		t.Errorf("%d hosts and %d endpoints are remembered", b.hosts.Len(), b.endpoints.Len())
	}
	for _, c := range b.hosts.Values() {
		if len(c.name) > 300 {
			t.Fatalf("a name of %d bytes is kept", len(c.name))
		}
	}
}

// world takes runs to one path, as a dispatcher with 64 places on the wire does.
type world struct {
	*Breakers
	wire chan struct{}
	wg   sync.WaitGroup
	mu   sync.Mutex
	sent int
}

// run repeats until try no longer says to, or the total is over.
func (w *world) run(total time.Duration, try func(attempt int, pass Pass) (again bool)) {
	w.wg.Go(func() {
		began, sent := time.Now(), 0
		for bound := 500 * time.Millisecond; time.Since(began) < total; bound = min(2*bound, 30*time.Second) {
			w.wire <- struct{}{}
			pass, err := w.Enter(host, "/p")
			again := true
			if err == nil {
				sent++
				w.mu.Lock()
				w.sent++
				w.mu.Unlock()
				time.Sleep(20 * time.Millisecond)
				again = try(sent, pass)
			}
			<-w.wire
			if !again {
				return
			}
			_, after := sdk.OutcomeOf(err)
			time.Sleep(min(max(rand.N(bound), after), total-time.Since(began)))
		}
	})
}

func TestAnEndpointThatIsFlakyForSome(t *testing.T) {
	virtual(t, func(x trial) {
		t, b := x.t, x.b
		w := &world{Breakers: b, wire: make(chan struct{}, 64)}
		began, delivered := time.Now(), 0
		for i := range 15 {
			w.run(30*time.Second, func(attempt int, pass Pass) bool {
				if attempt <= 2+i%2 {
					pass.Faulty("it answered 503", false)
					return true
				}
				pass.Well()
				w.mu.Lock()
				defer w.mu.Unlock()
				delivered++
				return false
			})
		}
		for range 15 {
			w.run(30*time.Second, func(_ int, pass Pass) bool { pass.Well(); return true }) // 429
			w.run(30*time.Second, func(_ int, pass Pass) bool { pass.Well(); return false })
		}
		w.wg.Wait()
		if took := time.Since(began); delivered != 15 || took > 45*time.Second {
			t.Errorf("%d of 15 were delivered, all has settled after %s", delivered, took)
		}
	})
}

func TestAHostThatIsDownForMinutes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &world{Breakers: newBreakers(slog.New(slog.DiscardHandler)), wire: make(chan struct{}, 64)}
		began, delivered := time.Now(), 0
		for range 500 {
			w.run(5*time.Minute, func(_ int, pass Pass) bool {
				if time.Since(began) < 3*time.Minute {
					pass.Unreached("connection refused")
					return true
				}
				pass.Well()
				w.mu.Lock()
				defer w.mu.Unlock()
				delivered++
				return false
			})
		}
		w.wg.Wait()
		if attempts := w.sent - delivered; delivered != 500 || attempts > 2*64+3*12 {
			t.Errorf("%d of 500 were delivered, and %d attempts were in vain; want few more than are under way at first, and one for each %s", delivered, attempts, delay)
		}
	})
}
