package routes

import (
	"net/url"

	"github.com/drayhq/dray/core/config/tree"
)

// Filled gives what ${env:NAME} and ${file:PATH} put into the routes, but for
// addresses that tell nothing. It is to be masked.
func Filled(root *tree.Node) []string {
	var out []string
	list := section(root)
	if list == nil {
		return nil
	}
	list.Walk(func(node *tree.Node) {
		for _, value := range node.Expanded {
			if value != "" && !harmless(value) {
				out = append(out, value)
			}
		}
	})
	return out
}

// harmless says whether a value is an address without a password in it.
func harmless(value string) bool {
	u, err := url.Parse(value)
	return err == nil && u.Scheme != "" && u.Host != "" && u.User == nil
}
