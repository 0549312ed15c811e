package trigger

import "fmt"

// Endpoint is what a step is told about where to trigger.
type Endpoint string

// The endpoints.
const (
	Auto    Endpoint = "auto" // by the form of the slug
	Classic Endpoint = "classic"
	Run     Endpoint = "run"
)

// Choose says whether a trigger goes to pipeline/run. own is the definition that
// the request's body names, known the one of the settings; "" for none.
func (e Endpoint) Choose(t Target, own, known string) (run bool, err error) {
	const need = "set definition_id to the pipeline's, which the project's settings show under Pipelines, or have the mapping put it into the body"
	named := own != "" || known != ""
	switch {
	case e == Classic:
		return false, nil
	case e == Run && !named:
		return false, fmt.Errorf("pipeline/run triggers a pipeline definition and none is named: %s", need)
	case e == Run, own != "", t.Run && known != "":
		return true, nil
	case t.Classic():
		return false, nil
	case named:
		return true, nil
	}
	return false, fmt.Errorf("%s is no project of GitHub's or Bitbucket's OAuth, so it is triggered through pipeline/run, which needs a pipeline definition: %s; "+
		"if it is one all the same, set endpoint: classic", t.Slug, need)
}
