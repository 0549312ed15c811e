package compose

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// encode gives the body's bytes: compact JSON with numbers as they were written
// and <, > and & as they are. A nil body has none; false, 0 and "" have.
func encode(body any) ([]byte, error) {
	if body == nil {
		return nil, nil
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(body); err != nil {
		return nil, fmt.Errorf("encoding the request's body as JSON: %w", err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
