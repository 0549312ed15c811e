package port

import (
	"cmp"
	"encoding/json"
	"errors"
)

// read reads the body of a call about a run.
func read(call Call, body []byte) (change, error) {
	switch call {
	case PatchRun:
		return readRun(body)
	case Response:
		return readResponse(body)
	case RunLog:
		return readLog(body)
	case PatchNode:
		return readNode(body)
	}
	return readNodeLogs(body)
}

func readRun(body []byte) (change, error) {
	var in struct {
		Status        string          `json:"status"`
		StatusLabel   *string         `json:"statusLabel"`
		Link          json.RawMessage `json:"link"`
		Summary       *string         `json:"summary"`
		ExternalRunID *string         `json:"externalRunId"`
	}
	if err := strict(body, &in); err != nil {
		return change{}, err
	}
	if err := oneOf("status", in.Status, "", "SUCCESS", "FAILURE"); err != nil {
		return change{}, err
	}
	link, err := links(in.Link)
	return change{apply: func(run *Run) {
		run.Status = cmp.Or(in.Status, run.Status)
		set(&run.StatusLabel, in.StatusLabel)
		set(&run.Summary, in.Summary)
		set(&run.ExternalRunID, in.ExternalRunID)
		if link != nil {
			run.Link = link
		}
	}}, err
}

func set(to, from *string) {
	if from != nil {
		*to = *from
	}
}

func readResponse(body []byte) (change, error) {
	var in struct {
		Response any `json:"response"`
	}
	err := strict(body, &in)
	return change{apply: func(run *Run) { run.Response = in.Response }}, err
}

func readLog(body []byte) (change, error) {
	var in struct {
		Message           string  `json:"message"`
		TerminationStatus string  `json:"terminationStatus"`
		StatusLabel       *string `json:"statusLabel"`
	}
	if err := strict(body, &in); err != nil {
		return change{}, err
	}
	if in.Message == "" {
		return change{}, errors.New("message is required")
	}
	err := oneOf("terminationStatus", in.TerminationStatus, "", "SUCCESS", "FAILURE")
	return change{
		line: in.TerminationStatus == "" && in.StatusLabel == nil,
		apply: func(run *Run) {
			run.Logs = append(run.Logs, Log{Message: in.Message})
			run.Status = cmp.Or(in.TerminationStatus, run.Status)
			set(&run.StatusLabel, in.StatusLabel)
		},
	}, err
}

func readNode(body []byte) (change, error) {
	var in struct {
		Status string `json:"status"`
		Result string `json:"result"`
		Output any    `json:"output"`
	}
	if err := strict(body, &in); err != nil {
		return change{}, err
	}
	err := errors.Join(oneOf("status", in.Status, "COMPLETED"), oneOf("result", in.Result, "SUCCESS", "FAILED"))
	return change{apply: func(run *Run) { run.Status, run.Result, run.Output = in.Status, in.Result, in.Output }}, err
}

func readNodeLogs(body []byte) (change, error) {
	var in struct{ Logs []Log }
	if err := strict(body, &in); err != nil {
		return change{}, err
	}
	if len(in.Logs) == 0 {
		return change{}, errors.New("logs is required")
	}
	return change{line: true, apply: func(run *Run) { run.Logs = append(run.Logs, in.Logs...) }}, nil
}
