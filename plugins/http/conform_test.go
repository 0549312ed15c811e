package http

import (
	"testing"

	"go.uber.org/goleak"

	"github.com/drayhq/dray/sdk"
	"github.com/drayhq/dray/sdk/sdktest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestConform(t *testing.T) {
	url, requests := recorder(t)
	done := make(chan struct{})
	defer func() {
		close(requests)
		<-done
	}()
	go func() {
		defer close(done)
		for range requests {
		}
	}()
	run := runTo("POST", url+"/a", map[string]any{"a": []any{"b"}})
	run.Request.Header = sdk.Header{"A": {"b"}, "Connection": {"close"}}
	run.Request.Query = []sdk.Param{{Name: "q", Value: "1"}}
	sdktest.Conform(t, openStep(t, "", testEnv), run)
}
