package main

import (
	"reflect"
	"slices"
)

// edit gives what becomes of an object or a list when something is done at a token.
type edit func(in any, token string) (any, error)

// change does an edit at a JSON Pointer.
func change(doc any, pointer string, do edit) (any, error) {
	path, err := tokens(pointer)
	if err != nil {
		return nil, err
	}
	return changeAt(doc, path, do)
}

func changeAt(doc any, path []string, do edit) (any, error) {
	if len(path) == 1 {
		return do(doc, path[0])
	}
	inner, err := member(doc, path[0])
	if err != nil {
		return nil, err
	}
	if inner, err = changeAt(inner, path[1:], do); err != nil {
		return nil, err
	}
	return replace(inner)(doc, path[0])
}

func add(value any) edit {
	return func(in any, token string) (any, error) {
		switch in := in.(type) {
		case map[string]any:
			in[token] = value
			return in, nil
		case []any:
			if token == "-" {
				return append(in, value), nil
			}
			i, err := index(token, len(in)+1)
			if err != nil {
				return nil, err
			}
			return slices.Insert(in, i, value), nil
		}
		return nil, errNothing
	}
}

func replace(value any) edit {
	return func(in any, token string) (any, error) {
		if _, err := member(in, token); err != nil {
			return nil, err
		}
		if list, ok := in.([]any); ok {
			i, err := index(token, len(list))
			list[i] = value
			return list, err
		}
		return add(value)(in, token)
	}
}

func remove(in any, token string) (any, error) {
	if _, err := member(in, token); err != nil {
		return nil, err
	}
	if list, ok := in.([]any); ok {
		i, err := index(token, len(list))
		return slices.Delete(list, i, i+1), err
	}
	object := in.(map[string]any) //nolint:errcheck // what has members is a list or an object
	delete(object, token)
	return object, nil
}

// difference gives what RFC 7396 merges into before to make it after.
func difference(before, after any) (patch any, differ bool) {
	from, wasObject := before.(map[string]any)
	to, isObject := after.(map[string]any)
	if !wasObject || !isObject {
		return after, !reflect.DeepEqual(before, after)
	}
	changes := map[string]any{}
	for name := range from {
		if _, ok := to[name]; !ok {
			changes[name] = nil
		}
	}
	for name, value := range to {
		old, ok := from[name]
		if change, differ := difference(old, value); differ || !ok {
			changes[name] = change
		}
	}
	return changes, len(changes) > 0
}
