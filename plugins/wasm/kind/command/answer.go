package command

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/drayhq/dray/plugins/wasm/document"
	"github.com/drayhq/dray/plugins/wasm/host"
	"github.com/drayhq/dray/sdk"
)

// apply does to doc what a command wrote to standard output.
func apply(doc *document.Document, out []byte) error {
	if len(bytes.TrimSpace(out)) == 0 {
		return nil
	}
	const form = `: it writes {"request": …}, {"drop": "why"} or {"fail": "why"}, or nothing`
	value, err := document.Decode(out)
	if err != nil {
		return fmt.Errorf("the module wrote what isn't JSON to standard output%s: %w", form, err)
	}
	answer, ok := value.(map[string]any)
	if !ok || len(answer) != 1 {
		return errors.New("the module wrote JSON of another form to standard output" + form)
	}
	for member, value := range answer {
		text, isText := value.(string)
		patch, isObject := value.(map[string]any)
		switch {
		case member == "request" && isObject:
			return merge(doc, patch)
		case member == "drop" && isText:
			return sdk.Drop(host.Message([]byte(text)))
		case member == "fail" && isText:
			return errors.New(host.Message([]byte(text)))
		}
	}
	return errors.New("the module wrote JSON of another form to standard output" + form)
}

// merge merges a request's patch as RFC 7396 says: what it doesn't name stays, null
// removes.
func merge(doc *document.Document, patch map[string]any) error {
	for _, member := range slices.Sorted(maps.Keys(patch)) {
		var err error
		switch value := patch[member]; member {
		case "method", "url":
			err = put(doc, "/request/"+member, value)
		case "headers", "query":
			err = mergeFields(doc, "/request/"+member, value)
		case "body":
			err = mergeAt(doc, "/request/body", value)
		default:
			err = fmt.Errorf("a request has no member %q: it has method, url, headers, query and body", member)
		}
		if err != nil {
			return fmt.Errorf("merging what the module wrote: %w", err)
		}
	}
	return nil
}

// mergeFields merges headers or query.
func mergeFields(doc *document.Document, at string, value any) error {
	fields, ok := value.(map[string]any)
	if value == nil { // all of them go, but for those that can't be seen
		fields, ok = map[string]any{}, true
		text, _ := doc.Get([]byte(at))
		present, err := document.Decode(text)
		if err != nil {
			return fmt.Errorf("reading %s: %w", at, err)
		}
		for name := range present.(map[string]any) { //nolint:errcheck // headers and query are objects
			fields[name] = nil
		}
	}
	if !ok {
		return fmt.Errorf("%s is an object", at)
	}
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		pointer := at + "/" + document.Escape(name)
		if fields[name] != nil {
			if err := put(doc, pointer, fields[name]); err != nil {
				return err
			}
			continue
		}
		if err := done(pointer, doc.Remove([]byte(pointer))); err != nil {
			return err
		}
	}
	return nil
}

// mergeAt merges into what is at a place of the body. What the patch doesn't name is
// not written anew, so that its size is no matter.
func mergeAt(doc *document.Document, at string, patch any) error {
	members, ok := patch.(map[string]any)
	if !ok {
		return put(doc, at, patch)
	}
	if text, code := doc.Get([]byte(at)); code != document.Done || text[0] != '{' {
		return put(doc, at, withoutNulls(members))
	}
	for _, name := range slices.Sorted(maps.Keys(members)) {
		var err error
		if pointer := at + "/" + document.Escape(name); members[name] == nil {
			err = done(pointer, doc.Remove([]byte(pointer)))
		} else {
			err = mergeAt(doc, pointer, members[name])
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// withoutNulls is what a patch makes of nothing.
func withoutNulls(patch map[string]any) map[string]any {
	out := make(map[string]any, len(patch))
	for name, value := range patch {
		if members, ok := value.(map[string]any); ok {
			value = withoutNulls(members)
		}
		if value != nil {
			out[name] = value
		}
	}
	return out
}

func put(doc *document.Document, pointer string, value any) error {
	text, err := document.Encode(value)
	if err != nil {
		return fmt.Errorf("%s: %w", pointer, err)
	}
	return done(pointer, doc.Set([]byte(pointer), text))
}

func done(pointer string, code document.Code) error {
	if err := code.Err(); err != nil {
		return fmt.Errorf("%s: %w", pointer, err)
	}
	return nil
}
