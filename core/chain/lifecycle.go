package chain

import (
	"context"
	"errors"
	"reflect"
	"slices"

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

// Same says whether both chains are made of the very same steps.
func (c Chain) Same(other Chain) bool {
	return slices.EqualFunc(c.Links, other.Links, func(a, b Link) bool {
		return a.Name == b.Name && reflect.TypeOf(a.Step).Comparable() && a.Step == b.Step
	})
}
