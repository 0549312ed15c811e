package deliver

import (
	"context"

	"github.com/drayhq/dray/core/port"
	"github.com/drayhq/dray/core/report"
	"github.com/drayhq/dray/core/report/deliver/gate"
	"github.com/drayhq/dray/sdk"
)

// call is one call to Port of a delivery.
type call struct {
	what string
	do   func(ctx context.Context) error
	// plainer gives the call without what Port may have refused; nil if there is
	// nothing to leave out.
	plainer func(why error) *call
}

// delivery is what Port is to be told of one run, in order. What Port has taken
// is removed, so that trying again goes on where it stopped.
type delivery struct {
	runID   string
	calls   []call
	tries   int
	saysWhy bool // the plan's log line is among the calls
}

func (r *Reporter) deliveryOf(plan report.Plan) *delivery {
	if plan.Run.Kind == sdk.NodeRun {
		return r.nodeDelivery(plan)
	}
	id, d := plan.Run.ID, &delivery{runID: plan.Run.ID}
	if plan.Response != nil {
		d.calls = append(d.calls, call{what: "response", do: func(ctx context.Context) error {
			return r.client.PatchResponse(ctx, id, plan.Response)
		}})
	}
	if told := plan.Report; told.Status != "" || told.StatusLabel != "" || told.Link != nil ||
		told.Summary != "" || told.ExternalRunID != "" {
		d.calls = append(d.calls, r.statusCall(id, told))
	}
	return d
}

func (r *Reporter) statusCall(id string, told sdk.Report) call {
	c := call{what: "status", do: func(ctx context.Context) error { return r.client.PatchRun(ctx, id, told) }}
	plain := sdk.Report{Status: told.Status, Summary: report.Short(told.Summary)}
	if told.Status == "" || told.StatusLabel == "" && told.Link == nil && told.ExternalRunID == "" &&
		told.Summary == plain.Summary {
		return c
	}
	// A link that is no URL must not leave the run in progress for ever.
	c.plainer = func(why error) *call {
		told := plain
		told.Summary = report.Short(told.Summary + "\nPort did not take the whole report: " + why.Error())
		return &call{what: "plain status", do: func(ctx context.Context) error { return r.client.PatchRun(ctx, id, told) }}
	}
	return c
}

// nodeDelivery tells of a workflow node's run, which knows no summary: why it
// failed goes to its log first, for nothing can be said after.
func (r *Reporter) nodeDelivery(plan report.Plan) *delivery {
	id, d := plan.Run.ID, &delivery{runID: plan.Run.ID}
	if !plan.Terminal() {
		return d
	}
	told := port.NodeReport{Status: "COMPLETED", Result: "SUCCESS"}
	if plan.Report.Status == report.Failure {
		told.Result, d.saysWhy = "FAILED", true
		d.calls = append(d.calls, call{what: "log line", do: func(ctx context.Context) error {
			return r.client.NodeLog(ctx, id, "ERROR", plan.Line)
		}})
	} else if plan.Answered != 0 {
		told.Output = map[string]any{"response": map[string]any{"status": plan.Answered, "data": plan.Response}}
	}
	d.calls = append(d.calls, call{what: "status", do: func(ctx context.Context) error {
		return r.client.PatchNode(ctx, id, told)
	}})
	return d
}

// deliver makes d's calls by way of try, and gives the error of the first that
// is worth another try. A refusal is logged and passed over.
func (r *Reporter) deliver(ctx context.Context, d *delivery,
	try func(context.Context, func(context.Context) error) error,
) error {
	for len(d.calls) > 0 {
		c := d.calls[0]
		err := try(ctx, c.do)
		if err != nil && !gate.Refused(err) {
			return err
		}
		d.calls = d.calls[1:]
		if err == nil {
			continue
		}
		r.log.WarnContext(ctx, "Port refused what it was told of a run", "run_id", d.runID, "call", c.what, "error", err)
		if c.plainer != nil && gate.Disliked(err) {
			d.calls = append([]call{*c.plainer(err)}, d.calls...)
		}
	}
	return nil
}
