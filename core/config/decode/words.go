package decode

import (
	"errors"
	"reflect"
	"strings"
)

// Word is one that a string can be, and the one that it stands for.
type Word struct{ Name, Means string }

// Words reads the tag oneof:"earliest,latest,smallest=earliest", which says what a
// string can be, in any case. Without the tag it can be anything.
func Words(tag reflect.StructTag) []Word {
	text, ok := tag.Lookup("oneof")
	if !ok {
		return nil
	}
	var out []Word
	for entry := range strings.SplitSeq(text, ",") {
		name, means, alias := strings.Cut(entry, "=")
		if !alias {
			means = name
		}
		out = append(out, Word{Name: name, Means: means})
	}
	return out
}

// oneOf gives what text stands for, text itself where there are no words. Aliases and
// the empty word are taken, not advised.
func oneOf(text string, words []Word) (string, error) {
	if words == nil {
		return text, nil
	}
	var advised []string
	for _, word := range words {
		if strings.EqualFold(strings.TrimSpace(text), word.Name) {
			return word.Means, nil
		}
		if word.Name == word.Means && word.Name != "" {
			advised = append(advised, word.Name)
		}
	}
	return "", errors.New("it takes " + strings.Join(advised, ", "))
}
