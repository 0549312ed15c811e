//go:build unix

package wasm

import (
	"io/fs"
	"os"
	"strings"
	"syscall"
	"testing"
)

// of is a folder of another user, which only root could make.
type of struct {
	fs.FileInfo
	user uint32
}

func (o of) Sys() any { return &syscall.Stat_t{Uid: o.user} }

// Who may write native code into the cache runs it as us.
func TestTheCacheIsOurs(t *testing.T) {
	info, err := os.Lstat(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if !ours(info) {
		t.Error("a folder that was just made is of another user")
	}
	if us := uint32(os.Geteuid()); ours(of{info, us + 1}) {
		t.Error("a folder of another user is ours")
	}
	if os.Geteuid() == 0 {
		dir := t.TempDir()
		if err := os.Chmod(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.Chown(dir, 12345, 12345); err != nil {
			t.Fatal(err)
		}
		if _, err := openCache(dir, ""); err == nil || !strings.Contains(err.Error(), "belongs to another user") {
			t.Errorf("the cache of another user was taken: %v", err)
		}
	}
}
