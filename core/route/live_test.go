package route_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/drayhq/dray/core/chain"
	"github.com/drayhq/dray/core/route"
	"github.com/drayhq/dray/sdk"
)

// closing is a step that says when it is closed.
type closing struct {
	closed chan struct{}
	err    error
}

func (c *closing) Do(_ context.Context, run sdk.Run) (sdk.Run, error) { return run, nil }

func (c *closing) Close() error {
	close(c.closed) // a second time panics
	return c.err
}

func (c *closing) isClosed() bool {
	select {
	case <-c.closed:
		return true
	default:
		return false
	}
}

func closingTable(name string, err error) (route.Table, *closing) {
	step := &closing{closed: make(chan struct{}), err: err}
	return route.Table{{Name: name, Chain: chain.Chain{Links: []chain.Link{{Name: "s", Step: step}}}}}, step
}

func TestATableIsClosedWhenNothingIsOnIt(t *testing.T) {
	first, one := closingTable("one", nil)
	second, two := closingTable("two", nil)
	third, three := closingTable("three", nil)
	live := route.NewLive(first, nil)
	a, b := live.Enter(), live.Enter()
	live.Swap(second)
	if got := live.Enter(); got.Table[0].Name != "two" || a.Table[0].Name != "one" {
		t.Errorf("after the swap %s is in force, and %s where it was entered before", got.Table[0].Name, a.Table[0].Name)
	} else {
		got.Leave()
	}
	a.Leave()
	if one.isClosed() {
		t.Error("a table was closed that is in use")
	}
	b.Leave()
	<-one.closed
	if two.isClosed() {
		t.Error("the table in force was closed")
	}
	live.Swap(third) // nobody is on the second
	<-two.closed
	if names := strings.Join(live.Names(), " "); names != "three" {
		t.Errorf("in force is %s", names)
	}
	on := live.Enter()
	if err := live.Close(); err != nil || !three.isClosed() {
		t.Errorf("the end has closed the last one: %t, %v", three.isClosed(), err)
	}
	on.Leave() // and doesn't close it again
	live.Enter().Leave()
	(*route.Edition)(nil).Leave()
}

func TestWhatCantBeClosedIsTold(t *testing.T) {
	broken := errors.New("it is stuck")
	first, _ := closingTable("one", broken)
	second, _ := closingTable("two", broken)
	told := make(chan error, 1)
	live := route.NewLive(first, func(err error) { told <- err })
	live.Swap(second)
	if err := <-told; !errors.Is(err, broken) {
		t.Error(err)
	}
	if err := live.Close(); !errors.Is(err, broken) {
		t.Error(err)
	}
}

func TestSwapsWhileOthersComeAndGo(t *testing.T) {
	table, step := closingTable("0", nil)
	live := route.NewLive(table, nil)
	steps := []*closing{step}
	stop := make(chan struct{})
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				e := live.Enter()
				if step, ok := e.Table[0].Chain.Links[0].Step.(*closing); !ok || step.isClosed() {
					t.Error("who has entered is on a closed table")
				}
				e.Leave()
			}
		})
	}
	for range 1000 {
		table, step := closingTable("n", nil)
		steps = append(steps, step)
		live.Swap(table)
	}
	close(stop)
	wg.Wait()
	if err := live.Close(); err != nil {
		t.Error(err)
	}
	for _, step := range steps {
		<-step.closed
	}
}
