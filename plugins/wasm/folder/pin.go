package folder

import (
	"errors"
	"fmt"
	"strings"
)

// CheckPin holds a file to the digest that the config or the file NAME.wasm.sha256
// beside it names.
func (c Contents) CheckPin(config string, required bool) error {
	beside := ""
	if fields := strings.Fields(c.Pin); len(fields) > 0 { // as sha256sum writes it
		beside = fields[0]
	}
	for _, want := range []struct{ digest, where string }{
		{config, "the config's sha256"}, {beside, c.Name + ".sha256"},
	} {
		if want.digest != "" && !strings.EqualFold(want.digest, c.Digest) {
			return fmt.Errorf("its SHA-256 is %s, and %s wants %s: this is another file than was meant", c.Digest, want.where, want.digest)
		}
	}
	if required && config == "" && beside == "" {
		return errors.New("require_digest is on and nothing pins it: name its SHA-256, which is " + c.Digest +
			", as sha256 in the config or in " + c.Name + ".sha256 beside it")
	}
	return nil
}
