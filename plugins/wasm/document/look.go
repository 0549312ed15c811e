package document

import (
	"github.com/drayhq/dray/plugins/wasm/document/text"
	"github.com/drayhq/dray/sdk"
)

// look decodes a body that is text, if so many bytes of a pointer lead into it. As a
// whole it is read and replaced as the text that it is.
func (d *Document) look(below int) {
	body, ok := d.body.(sdk.JSON)
	if !ok || below == 0 {
		return
	}
	if v, code := text.Decode(string(body), MaxDepth); code == Done {
		d.body = v
	}
}
