package town

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/drayhq/dray/core/standin/circleci"
	"github.com/drayhq/dray/core/standin/port"
	"github.com/drayhq/dray/core/standin/stage"
	"github.com/drayhq/dray/tests/chaos/history"
	"github.com/drayhq/dray/tests/e2e/world"
)

// What a process sends is noted under its number, with what it was answered.
func TestWhoSentItIsNoted(t *testing.T) {
	town := &Town{Book: history.NewBook(1), CircleCI: circleci.New(circleci.Options{}), Port: port.New(port.Options{})}
	town.Book.Plan(history.Run{ID: "r_a"})
	town.CircleCI.Script.Next(world.Slug("r_a"), stage.Status(503, ""), stage.Reset())
	for path, handler := range map[string]http.Handler{
		"/api/v2/project/gh%2Forg%2Fr_a/pipeline": town.noted(town.CircleCI, town.noteTrigger),
		"/v1/actions/runs/r_a/logs":               town.noted(town.Port, town.noteTelling),
	} {
		server := httptest.NewServer(handler)
		t.Cleanup(server.Close)
		for _, life := range []int{3, 4, 5} {
			request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL+pathOf(life)+path, http.NoBody)
			if err != nil {
				t.Fatal(err)
			}
			request.Header.Set("Circle-Token", "any")
			if reply, err := http.DefaultClient.Do(request); err == nil {
				reply.Body.Close()
			}
		}
	}
	town.Book.Each(func(run *history.Run) {
		want := []history.Send{{Life: 3, Answer: 503}, {Life: 4, Answer: 0}, {Life: 5, Answer: 201}}
		for i, send := range run.Sends {
			if i >= len(want) || send.Life != want[i].Life || send.Answer != want[i].Answer || send.At.IsZero() {
				t.Errorf("send %d is noted as %+v", i, send)
			}
		}
		for i, telling := range run.Tellings {
			if telling.Life != want[i].Life || telling.Call != "POST logs" || telling.Answer != http.StatusUnauthorized {
				t.Errorf("telling %d is noted as %+v", i, telling)
			}
		}
		if len(run.Sends) != 3 || len(run.Tellings) != 3 {
			t.Errorf("%d sends and %d tellings were noted, want 3 each", len(run.Sends), len(run.Tellings))
		}
	})
}
