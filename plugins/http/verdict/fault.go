package verdict

import (
	"errors"
	"fmt"

	"github.com/drayhq/dray/plugins/http/address"
	"github.com/drayhq/dray/sdk"
)

// OfFault gives the error for a request that got no answer. written tells
// whether any of it may have reached the endpoint: if not it can be repeated
// without harm, else nobody knows what became of it.
func OfFault(origin string, written bool, cause error) error {
	var refused *address.RefusedError
	switch {
	case errors.As(cause, &refused):
		return fmt.Errorf("%s: %w", origin, refused)
	case !written:
		return sdk.Retry(fmt.Errorf("%s was not reached, nothing was sent: %w", origin, cause), 0)
	}
	return sdk.Unknown(fmt.Errorf("%s gave no answer: %w (the request was sent, so what it triggers may have started)", origin, cause))
}
