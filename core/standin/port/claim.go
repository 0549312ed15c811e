package port

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"net/http"
	"time"
)

const visible = 90 * time.Second // how long a claim holds that doesn't say

// claiming gives the kind of the calls that Port keeps for agents.
func claiming(path string) (call Call, ok bool) {
	call, ok = map[string]Call{
		"/v1/actions/runs/claim-pending":   ClaimRuns,
		"/v1/actions/runs/ack":             AckRun,
		"/v1/workflows/runs/claim-pending": ClaimNodes,
		"/v1/workflows/runs/ack":           AckNode,
	}[path]
	return call, ok
}

func reserved(r *http.Request, method string, body []byte, into any) error {
	if r.Method != method {
		return errors.New("the method must be " + method)
	}
	if r.Header.Get("X-Port-Reserved-Usage") != "true" {
		return errors.New("the header x-port-reserved-usage must be true")
	}
	return strict(body, into)
}

// claim answers a claim with what was offered, verbatim.
func (s *Server) claim(call Call, r *http.Request, body []byte) any {
	var in struct {
		Installation string `json:"installationId"`
		Limit        int    `json:"limit"`
		Method       string `json:"invocationMethod"`
		Visible      int64  `json:"visibilityTimeoutMs"`
	}
	if err := reserved(r, http.MethodPost, body, &in); err != nil {
		return invalid(err)
	}
	method, list := "WEBHOOK", `{"ok":true,"runs":[`
	if call == ClaimNodes {
		method, list = "", `{"ok":true,"nodeRuns":[`
	}
	err := errors.Join(
		oneOf("installationId", in.Installation, "_PORT_EXEC_AGENT"), oneOf("invocationMethod", in.Method, method))
	if in.Limit < 1 || in.Visible < 0 {
		err = errors.Join(err, errors.New("limit must be 1 or more, visibilityTimeoutMs 0 or more"))
	}
	if err != nil {
		return invalid(err)
	}
	hidden := cmp.Or(time.Duration(in.Visible)*time.Millisecond, visible)
	out := []byte(list)
	s.state.Do(func(state *state) {
		taken := state.pending(call).claim(in.Limit, s.options.Now(), hidden)
		out = append(out, bytes.Join(taken, []byte(","))...)
	})
	return append(out, "]}"...)
}

// ack answers an acknowledgement: of something unknown it counts nothing, of
// nothing but what was acknowledged before it is a conflict.
func (s *Server) ack(call Call, r *http.Request, body []byte) (out any) {
	var ids []string
	var err error
	if call == AckRun {
		var in struct {
			IDs []string `json:"runIds"`
		}
		err = reserved(r, http.MethodPatch, body, &in)
		ids = in.IDs
	} else {
		var in struct {
			ID string `json:"nodeRunIdentifier"`
		}
		err = reserved(r, http.MethodPatch, body, &in)
		ids = []string{in.ID}
	}
	if err == nil && (len(ids) == 0 || ids[0] == "") {
		err = errors.New("an id is required")
	}
	if err != nil {
		return invalid(err)
	}
	s.state.Do(func(state *state) {
		count, before := state.pending(call).ack(ids)
		switch {
		case count == 0 && before:
			out = refuse(http.StatusConflict, "already_acknowledged", "It was acknowledged before")
		case call == AckRun:
			out = map[string]any{"ok": true, "ackedCount": count}
		default:
			out = map[string]any{"ok": true, "acked": count > 0}
		}
	})
	return out
}

// Offer makes an action run pending, {"id", "payload"}: agents that claim get it, as
// it is written, until one acknowledges it.
func (s *Server) Offer(run json.RawMessage) {
	var in struct{ ID string }
	_ = json.Unmarshal(run, &in) // what has no id can't be acknowledged: claims give it again and again
	s.state.Do(func(state *state) { state.pendingRuns.offer(in.ID, run) })
}

// OfferNode is as [Server.Offer] for a workflow node's run, {"identifier", "node"}.
func (s *Server) OfferNode(node json.RawMessage) {
	var in struct{ Identifier string }
	_ = json.Unmarshal(node, &in) // as above
	s.state.Do(func(state *state) { state.pendingNodes.offer(in.Identifier, node) })
}
