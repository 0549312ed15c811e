package gate

import (
	"context"
	"fmt"

	"github.com/drayhq/dray/core/event"
	"github.com/drayhq/dray/core/intake"
	"github.com/drayhq/dray/core/verify"
	"github.com/drayhq/dray/sdk"
)

// Gate admits messages. The zero value verifies nothing and bounds nothing.
type Gate struct {
	Verifier verify.Verifier
	Off      bool // admit runs whatever their signature
	MaxBytes int  // of a message; 0: no bound
}

// Pass is what the gate found in a message's bytes.
type Pass struct {
	Run      sdk.Run
	Envelope event.Envelope
	Verdict  verify.Verdict
}

// Admit gives the run that a message holds, and its envelope. The topic, never
// the content, decides whether the message must be signed. The error is a
// [sdk.Skip] for a message that isn't for the agent.
func (g Gate) Admit(_ context.Context, m *intake.Message) (sdk.Run, event.Envelope, error) {
	pass, err := g.Open(m.Value, m.Changes)
	if err != nil {
		return sdk.Run{}, event.Envelope{}, err
	}
	if !m.Changes && !m.Verified && m.Trusted == nil && !g.Off && pass.Verdict != verify.Unchecked && !pass.Verdict.OK() {
		return sdk.Run{}, event.Envelope{}, fmt.Errorf("signature %s: not signed with port.client_secret, or changed on its way", pass.Verdict)
	}
	if !pass.Envelope.Agent {
		return sdk.Run{}, event.Envelope{}, sdk.Skip("its invocation method doesn't say agent: true")
	}
	pass.Run.Source = m.Source
	return pass.Run, pass.Envelope, nil
}

// Again gives the run of a message that was admitted before.
func (g Gate) Again(m *intake.Message) (sdk.Run, event.Envelope, error) {
	pass, err := g.Open(m.Value, m.Changes)
	pass.Run.Source = m.Source
	return pass.Run, pass.Envelope, err
}

// Open takes a message apart without judging it. The error says why it is junk.
func (g Gate) Open(raw []byte, changes bool) (Pass, error) {
	signed, err := verify.Cut(raw, g.MaxBytes)
	if err != nil {
		return Pass{}, err
	}
	decoded, err := event.Decode(signed.Body)
	if err != nil {
		return Pass{}, fmt.Errorf("decoding the message: %w", err)
	}
	envelope := event.Read(decoded, changes)
	run := sdk.Run{
		ID: envelope.RunID, Kind: envelope.Kind,
		Raw: signed.Body, Event: decoded, Attempt: 1, Mapping: -1,
	}
	if envelope.Problem != "" {
		run = run.WithWarnings(envelope.Problem)
	}
	return Pass{Run: run, Envelope: envelope, Verdict: g.Verifier.Check(signed)}, nil
}
