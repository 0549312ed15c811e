package chain

import (
	"context"
	"errors"

	"github.com/drayhq/dray/sdk"
)

// Close closes or gives back every step that can be closed, all of them even if one errs.
func (c Chain) Close() error {
	var errs []error
	for _, link := range c.Links {
		if link.Release != nil {
			errs = append(errs, link.Release())
		} else if closer, ok := link.Step.(sdk.Closer); ok {
			errs = append(errs, closer.Close())
		}
	}
	return errors.Join(errs...)
}

// Ready gives the first reason why a step can't work yet, nil if all can.
func (c Chain) Ready(ctx context.Context) error {
	for _, link := range c.Links {
		if readier, ok := link.Step.(sdk.Readier); ok {
			if err := readier.Ready(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}
