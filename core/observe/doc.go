// Package observe is how dray tells what it does: its logger, which shows no
// secret at any level.
//
// It may import core/secret and third-party packages, nothing else of core.
package observe
