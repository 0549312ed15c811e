//go:build unix

package wasm

import (
	"io/fs"
	"os"
	"syscall"
)

// ours says whether a folder is of the user that runs dray.
func ours(info fs.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return !ok || int(stat.Uid) == os.Geteuid()
}
