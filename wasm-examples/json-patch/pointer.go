package main

import (
	"errors"
	"strconv"
	"strings"
)

var errNothing = errors.New("there is nothing")

// tokens gives the tokens of a JSON Pointer into the request, at least one.
func tokens(pointer string) ([]string, error) {
	rest, ok := strings.CutPrefix(pointer, "/")
	if !ok {
		return nil, errors.New("a path begins with / and names something in the request, such as /body/branch")
	}
	list := strings.Split(rest, "/")
	for i, token := range list {
		list[i] = strings.NewReplacer("~1", "/", "~0", "~").Replace(token)
	}
	return list, nil
}

// find gives the value at a JSON Pointer.
func find(doc any, pointer string) (any, error) {
	path, err := tokens(pointer)
	for _, token := range path {
		if doc, err = member(doc, token); err != nil {
			break
		}
	}
	return doc, err
}

func member(in any, token string) (any, error) {
	switch in := in.(type) {
	case map[string]any:
		if value, ok := in[token]; ok {
			return value, nil
		}
	case []any:
		i, err := index(token, len(in))
		if err != nil {
			return nil, err
		}
		return in[i], nil
	}
	return nil, errNothing
}

// index gives the index that a token names of a list with so many members.
func index(token string, length int) (int, error) {
	i, err := strconv.Atoi(token)
	if err != nil || strconv.Itoa(i) != token || i < 0 {
		return 0, errors.New(token + " is no index of a list")
	}
	if i >= length {
		return 0, errNothing
	}
	return i, nil
}

// clone copies objects and lists all the way down.
func clone(value any) any {
	switch value := value.(type) {
	case map[string]any:
		copied := make(map[string]any, len(value))
		for name, member := range value {
			copied[name] = clone(member)
		}
		return copied
	case []any:
		copied := make([]any, len(value))
		for i, member := range value {
			copied[i] = clone(member)
		}
		return copied
	}
	return value
}
