package dlq

import (
	"context"

	"github.com/drayhq/dray/core/deadletter"
	"github.com/drayhq/dray/core/port"
	"github.com/drayhq/dray/core/report"
	"github.com/drayhq/dray/core/report/deliver/gate"
	"github.com/drayhq/dray/core/secret"
	"github.com/drayhq/dray/sdk"
)

// Port is what telling needs of a [port.Client].
type Port interface {
	PatchRun(ctx context.Context, id string, report sdk.Report) error
	PatchNode(ctx context.Context, id string, report port.NodeReport) error
	NodeLog(ctx context.Context, id, level, text string) error
}

// Teller gives a [Shelf]'s Tell that calls client, with the vault's secrets masked.
func Teller(client Port, vault *secret.Vault) func(context.Context, deadletter.Letter, string) (string, error) {
	return func(ctx context.Context, letter deadletter.Letter, reason string) (string, error) {
		summary := report.Short(vault.Mask(Summary(letter, reason)))
		var err error
		if letter.Kind == sdk.NodeRun {
			// A node knows no summary, and nothing can be said once it has ended.
			err = client.NodeLog(ctx, letter.Run, "ERROR", summary)
			if err == nil || gate.Refused(err) {
				err = client.PatchNode(ctx, letter.Run, port.NodeReport{Status: "COMPLETED", Result: "FAILED"})
			}
		} else {
			err = client.PatchRun(ctx, letter.Run, sdk.Report{Status: report.Failure, StatusLabel: "Dropped", Summary: summary})
		}
		switch {
		case err == nil:
			return "Port was told", nil
		case gate.Refused(err): // such as that the run has ended: there is nothing to wait for
			return "Port was told, and did not take it: " + err.Error(), nil
		default:
			return "", err
		}
	}
}

// Summary says for a run's summary at Port that its letter was dropped, why, and
// what it had been parked for.
func Summary(letter deadletter.Letter, reason string) string {
	text := "Dropped by hand, after it could not be delivered"
	if reason != "" {
		text += ": " + reason
	}
	text += ". "
	if letter.Doubt {
		text += "The pipeline may have started: look there before you run the action again."
	} else {
		text += "Nothing was started: run the action again if it is still wanted."
	}
	if letter.Reason != "" {
		text += "\nWhat was in the way: " + letter.Reason
	}
	return text
}
