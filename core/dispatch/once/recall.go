package once

import (
	"errors"

	"github.com/drayhq/dray/core/chain"
	"github.com/drayhq/dray/core/ledger"
	"github.com/drayhq/dray/sdk"
)

const recalled = "It was sent before dray was restarted, and is not sent again: this is what came of it then."

func resultOf(outcome sdk.Outcome, walk chain.Walk) ledger.Result {
	result := ledger.Result{Outcome: outcome, Doubt: sdk.Doubtful(walk.Err)}
	if walk.Err != nil {
		result.Error = walk.Err.Error()
	}
	if reply := walk.Run.Reply; reply != nil {
		result.Status, result.Header, result.Took = reply.Status, reply.Header, reply.Duration
		result.Body = reply.Body[:min(len(reply.Body), ledger.MaxBody)]
	}
	return result
}

// recall gives the walk as it went then.
func recall(result ledger.Result, run sdk.Run, at int) chain.Walk {
	walk := chain.Walk{Run: run.WithWarnings(recalled), Before: run, At: at, Recalled: true}
	if result.Status != 0 {
		walk.Run.Reply = &sdk.Reply{
			Status: result.Status, Header: result.Header, Body: result.Body, Duration: result.Took,
		}
	}
	switch err := errors.New(result.Error); result.Outcome {
	case sdk.Continue:
		walk.At++
	case sdk.Skipped:
		walk.Err = sdk.Skip(result.Error)
	case sdk.Dropped:
		walk.Err = sdk.Drop(result.Error)
	case sdk.Uncertain:
		walk.Err = sdk.Unknown(err)
	default:
		walk.Err = err
	}
	return walk
}
