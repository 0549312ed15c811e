package project

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
)

// Project is a project that the stand-in knows.
type Project struct {
	Slug string // gh/org/repo, circleci/ORG/PROJECT
	// Parameters are those that its config declares; nil: whatever a trigger brings
	// passes.
	Parameters map[string]Parameter
	// Definitions are the ids of its pipeline definitions, which pipeline/run takes;
	// nil: any.
	Definitions []string
	// App says that it is connected by a GitHub App or GitLab: the classic endpoint
	// doesn't know it.
	App bool
}

// Parameter is a parameter that a config declares.
type Parameter struct {
	Type     string   // string, boolean, integer, enum
	Enum     []string // of an enum
	Required bool     // it has no default
}

// Canonical gives a slug with its provider's short name.
func Canonical(slug string) string {
	provider, rest, _ := strings.Cut(slug, "/")
	switch provider {
	case "github":
		return "gh/" + rest
	case "bitbucket":
		return "bb/" + rest
	}
	return slug
}

// ID gives what is always the same UUID for a name.
func ID(name string) string {
	b := sha256.Sum256([]byte(name))
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:16])
}

// Defines says whether the project has a pipeline definition of this id.
func (p Project) Defines(id string) bool {
	return p.Definitions == nil || slices.Contains(p.Definitions, id)
}
