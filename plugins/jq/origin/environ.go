package origin

import (
	"regexp"
	"slices"
)

var envName = regexp.MustCompile(`(?:\benv|\$ENV)\s*(?:\.\s*([A-Za-z_][A-Za-z0-9_]*)|\.?\s*\[\s*"([^"\\]+)"\s*\])`)

// EnvNames gives the names of the environment variables that a program names
// outright, sorted. Names can be computed too; those show only when it runs.
func EnvNames(text string) []string {
	var names []string
	for _, match := range envName.FindAllStringSubmatch(text, -1) {
		names = append(names, match[1]+match[2])
	}
	slices.Sort(names)
	return slices.Compact(names)
}
