package answer

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/drayhq/dray/plugins/circleci/trigger"
	"github.com/drayhq/dray/sdk"
)

// Judge reads the answer to a trigger that went to Target.
type Judge struct {
	Target trigger.Target
	Next   sdk.Judge // that of a step before; nil for none
}

// Judge fails a run that CircleCI skipped, which it answers with 200 and a message,
// and says so where an error means that the project needs the other endpoint.
func (j Judge) Judge(run sdk.Run, err error) error {
	if j.Next != nil {
		err = j.Next.Judge(run, err)
	}
	switch outcome, _ := sdk.OutcomeOf(err); outcome {
	case sdk.Continue:
		if said := Read(run.Reply.Body); said.ID == "" && said.Message != "" {
			return &sdk.RefusalError{Label: "Skipped", Summary: fmt.Sprintf(
				"CircleCI skipped the run and started no pipeline: %s.", strings.TrimRight(said.Message, ". "))}
		}
	case sdk.Permanent:
		if advice := j.advice(run.Reply); advice != "" {
			return &sdk.RefusalError{Summary: fmt.Sprintf("CircleCI answered %d%s. %s",
				run.Reply.Status, words(run.Reply.Body), advice)}
		}
	}
	return err
}

// advice says which endpoint the project needs, "" where the answer doesn't mean
// that it needs another. A project that isn't found may also be one that the
// token's owner can't see, so where the slug fits the endpoint nothing is said.
func (j Judge) advice(reply *sdk.Reply) string {
	if reply.Status != http.StatusNotFound && reply.Status != http.StatusBadRequest {
		return ""
	}
	message := strings.ToLower(Read(reply.Body).Message)
	named := strings.Contains(message, "pipeline/run") || strings.Contains(message, "github app") || strings.Contains(message, "gitlab")
	notFound := reply.Status == http.StatusNotFound
	switch {
	case !j.Target.Run && (named || notFound && !j.Target.Classic()):
		return fmt.Sprintf("%s was triggered through the classic endpoint, which takes projects of GitHub's and Bitbucket's OAuth only: "+
			"for one of a GitHub App or of GitLab set the circleci step's endpoint to run and definition_id to its pipeline's, "+
			"which the project's settings show under Pipelines", j.Target.Slug) + "."
	case j.Target.Run && notFound && j.Target.Classic():
		return fmt.Sprintf("%s was triggered through pipeline/run: if the project is there and the token's owner can see it, it has no such pipeline definition. "+
			"Mend definition_id, or set the circleci step's endpoint to classic, which takes projects of GitHub's and Bitbucket's OAuth", j.Target.Slug) + "."
	}
	return ""
}

// words gives what CircleCI said, to follow the status.
func words(body []byte) string {
	const most = 300
	runes := []rune(Read(body).Message)
	switch {
	case len(runes) == 0:
		return ""
	case len(runes) > most:
		return ": " + string(runes[:most]) + "…"
	}
	return ": " + strings.TrimRight(string(runes), ". ")
}
