package compose

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/drayhq/dray/sdk"
)

// encode gives the body's bytes: compact JSON with numbers as they were written
// and <, > and & as they are, or the text that a body is. A nil body has none; false, 0
// and "" have.
func encode(body any) ([]byte, error) {
	switch text, isText := body.(sdk.JSON); {
	case body == nil:
		return nil, nil
	case isText:
		return []byte(text), nil
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(body); err != nil {
		return nil, fmt.Errorf("encoding the request's body as JSON: %w", err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
