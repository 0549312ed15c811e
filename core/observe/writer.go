package observe

import (
	"io"

	"github.com/drayhq/dray/core/secret"
)

// maskedWriter masks finished lines. It catches what the redactor can't: an
// attribute that a logger was given before its value was known to be secret, a
// key, and a value that its own MarshalJSON writes.
type maskedWriter struct {
	w       io.Writer
	secrets *secret.Vault
}

func (m maskedWriter) Write(line []byte) (int, error) {
	if _, err := io.WriteString(m.w, m.secrets.Mask(string(line))); err != nil {
		return 0, err
	}
	return len(line), nil
}
