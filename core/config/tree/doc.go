// Package tree is a YAML document, such as a config, that knows where each of its values stands.
// [Parse] makes one of YAML, [Node.Expand] fills in ${env:NAME} and ${file:PATH}.
//
// All that is wrong is gathered in [Errors], not only the first of it. The
// package may import third-party packages, nothing of core.
package tree
