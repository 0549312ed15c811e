package main

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestRenamed(t *testing.T) {
	event := `{"z":1, "context": {"runId":"r_1"}, "payload":{"run":"r_1"}, "a":"<>"}`
	one, two := string(renamed([]byte(event))), string(renamed([]byte(event)))
	if one == two {
		t.Errorf("twice the same run: %s", one)
	}
	id := one[strings.Index(one, `"r_`)+1:][:18]
	if got := strings.ReplaceAll(one, id, "r_1"); got != event {
		t.Errorf("more than the id has changed: %s", got)
	}
	for _, event := range []string{`{"diff":{}}`, `not JSON`, `{"context":{"runId":""}}`} {
		if got := string(renamed([]byte(event))); got != event {
			t.Errorf("%s becomes %s", event, got)
		}
	}
}

func TestAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		sent := 0
		send := func() error { sent++; return nil }
		if err := again(ctx, 3*time.Second, send); err != nil || sent != 4 {
			t.Errorf("every 3 s in 10 s it sent %d times: %v", sent, err)
		}
		if err := again(ctx, 0, send); err != nil || sent != 5 {
			t.Errorf("with no time it sent %d times: %v", sent-4, err)
		}
		broken := errors.New("broken")
		if err := again(t.Context(), time.Second, func() error { return broken }); !errors.Is(err, broken) {
			t.Errorf("it says %v", err)
		}
	})
}
