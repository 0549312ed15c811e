package sdk

// Judge reads an answer where its status alone doesn't tell how it went, such as a
// 200 that says that nothing was started. A step that knows the endpoint puts one
// into the run, and the step that sends asks it by [Judged]. It must be safe for
// concurrent use.
type Judge interface {
	// Judge says what the run's reply means. err is what its status means, nil for
	// a 2xx; where there is nothing to add it is given back as it is.
	Judge(run Run, err error) error
}

// Judged gives what a reply means: err, which is what its status means, unless the
// run has a judge that knows better. It is for the step that sends.
func Judged(run Run, err error) error {
	if run.Judge == nil || run.Reply == nil {
		return err
	}
	return run.Judge.Judge(run, err)
}

// RefusalError is an answer that was read and means that what was asked for was
// not done, and won't be. Port is told just this, in place of the status.
type RefusalError struct {
	Label   string // of the run at Port, a word or two; "" leaves it
	Summary string // what the endpoint said, and what to do about it
}

// Error gives the summary.
func (e *RefusalError) Error() string { return e.Summary }
