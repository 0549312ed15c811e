package wasm

import (
	"errors"
	"fmt"
	"strings"

	"github.com/drayhq/dray/plugins/wasm/folder"
)

// pinned holds a file to the digest that the config or the file NAME.wasm.sha256
// beside it names.
func pinned(file folder.Contents, config string, required bool) error {
	beside := ""
	if fields := strings.Fields(file.Pin); len(fields) > 0 { // as sha256sum writes it
		beside = fields[0]
	}
	for _, want := range []struct{ digest, where string }{
		{config, "the config's sha256"}, {beside, file.Name + ".sha256"},
	} {
		if want.digest != "" && !strings.EqualFold(want.digest, file.Digest) {
			return fmt.Errorf("its SHA-256 is %s, and %s wants %s: this is another file than was meant", file.Digest, want.where, want.digest)
		}
	}
	if required && config == "" && beside == "" {
		return errors.New("require_digest is on and nothing pins it: name its SHA-256, which is " + file.Digest +
			", as sha256 in the config or in " + file.Name + ".sha256 beside it")
	}
	return nil
}
