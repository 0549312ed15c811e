package document

import (
	"strconv"
	"time"

	"github.com/drayhq/dray/plugins/wasm/document/pointer"
)

// getRun gives what the run is known by. It is made when asked for: most modules
// don't.
func (d *Document) getRun(below []byte) Code {
	if len(below) == 0 {
		d.open()
		for _, name := range [...]string{"attempt", "id", "now", "topic"} {
			d.out.Name(name)
			d.runMember(name)
		}
		d.close()
		return Done
	}
	token, rest := pointer.Next(below)
	switch {
	case !d.runMember(string(token)):
		return Absent
	case len(rest) > 0:
		return BadPointer
	}
	return Done
}

// runMember writes a member, and says whether there is one of that name.
func (d *Document) runMember(name string) bool {
	switch name {
	case "attempt":
		d.out.Text = strconv.AppendInt(d.out.Text, int64(d.attempt), 10)
	case "id":
		d.out.String(d.id)
	case "now":
		var now time.Time
		if d.clock != nil {
			now = d.clock.Now()
		}
		d.out.Text = append(now.UTC().AppendFormat(append(d.out.Text, '"'), time.RFC3339Nano), '"')
	case "topic":
		d.out.String(d.topic)
	default:
		return false
	}
	return true
}
