package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
)

// operation is one of RFC 6902.
type operation struct {
	Op    string          `json:"op"`
	Path  string          `json:"path"`
	From  string          `json:"from"`
	Value json.RawMessage `json:"value"`
}

// apply gives what the operation makes of doc, which it changes.
func (o operation) apply(doc any) (any, error) {
	switch o.Op {
	case "add":
		return o.set(doc, add)
	case "replace":
		return o.set(doc, replace)
	case "remove":
		return change(doc, o.Path, remove)
	case "test":
		return doc, o.test(doc)
	case "copy", "move":
		value, err := find(doc, o.From)
		if err == nil && o.Op == "move" {
			doc, err = change(doc, o.From, remove)
		}
		if err != nil {
			return nil, fmt.Errorf("from %s: %w", o.From, err)
		}
		return change(doc, o.Path, add(clone(value)))
	}
	return nil, errors.New("no such operation: there are add, remove, replace, copy, move and test")
}

func (o operation) value() (value any, err error) {
	if len(o.Value) == 0 {
		return nil, errors.New("it has no value")
	}
	err = decode(bytes.NewReader(o.Value), &value)
	return value, err
}

func (o operation) set(doc any, how func(any) edit) (any, error) {
	value, err := o.value()
	if err != nil {
		return nil, err
	}
	return change(doc, o.Path, how(value))
}

// test compares numbers as they are spelled.
func (o operation) test(doc any) error {
	want, err := o.value()
	if err != nil {
		return err
	}
	got, err := find(doc, o.Path)
	if err == nil && !reflect.DeepEqual(got, want) {
		err = errors.New("the value there is another")
	}
	return err
}
