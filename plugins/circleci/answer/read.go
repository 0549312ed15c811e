package answer

import "encoding/json"

// Answer is what CircleCI says to a trigger: a pipeline, or a message.
type Answer struct {
	ID        string      `json:"id"` // of the pipeline that was made; "" if none was
	Number    json.Number `json:"number"`
	State     string      `json:"state"` // created, errored, setup-pending, setup, pending
	CreatedAt string      `json:"created_at"`
	Message   string      `json:"message"`
}

// Read reads a body; what is not of this form gives the zero Answer.
func Read(body []byte) Answer {
	var answer Answer
	if json.Unmarshal(body, &answer) != nil {
		return Answer{}
	}
	return answer
}
