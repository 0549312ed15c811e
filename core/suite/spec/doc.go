// Package spec reads test files: the cases of a config, each an event and what is
// expected to become of it. [Parse] finds what is wrong with a file, and says where.
//
// It may import the packages below core/config that read YAML, nothing else of core.
package spec
