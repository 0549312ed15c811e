// Package layer holds what one source of configuration says: the config file,
// the DRAY_ environment, the flags. Layers are put on top of one another by
// core/config; each value remembers where it was written.
//
// It may import core/config/tree, core/config/decode and third-party packages,
// nothing else of core.
package layer
