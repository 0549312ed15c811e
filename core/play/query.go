package play

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/drayhq/dray/core/explain"
	"github.com/drayhq/dray/sdk"
)

// mostModules is how many modules may be dropped at once.
const mostModules = 16

// Query asks what would become of an event.
type Query struct {
	Event    Document `json:"event"`
	Mapping  Document `json:"mapping"`
	Response Document `json:"response"` // what the endpoint is taken to answer; empty: no report
	// Modules are those that take part, the config's where they stand and the dropped
	// ones behind the last of them. nil: the config's.
	Modules *[]Module         `json:"modules"`
	Env     map[string]string `json:"env"` // what mappings may read besides
}

// Document is the text of a JSON document: in a string, so that its lines are known, or
// as it is.
type Document []byte

// UnmarshalJSON takes both forms; null is the empty text.
func (d *Document) UnmarshalJSON(raw []byte) error {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		*d = []byte(text)
	} else {
		*d = bytes.Clone(raw)
	}
	return nil
}

// Module is one that takes part.
type Module struct {
	Name     string `json:"name"`
	OfConfig bool   `json:"of_config,omitempty"`
	Bytes    []byte `json:"base64,omitempty"` // of one that was dropped
}

// dropped gives the modules that aren't the config's.
func (q Query) dropped() []Module {
	if q.Modules == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(*q.Modules), func(m Module) bool { return m.OfConfig })
}

// leavesOut says whether a module of the config takes no part.
func (q Query) leavesOut(name string) bool {
	return q.Modules != nil && !slices.ContainsFunc(*q.Modules, func(m Module) bool { return m.OfConfig && m.Name == name })
}

// check says what can't be used before anything is opened, and reads the response.
func (q Query) check() (*sdk.Reply, *Fault) {
	if f := q.checkModules(); f != nil {
		return nil, f
	}
	for name := range q.Env {
		if name == "" || strings.ContainsAny(name, "=\x00") {
			return nil, &Fault{Where: "env", Text: fmt.Sprintf("%q is no name of a variable", name)}
		}
	}
	if f := checkJSON("event", q.Event); f != nil {
		return nil, f
	}
	if len(bytes.TrimSpace(q.Response)) == 0 {
		return nil, nil
	}
	if f := checkJSON("response", q.Response); f != nil {
		return nil, f
	}
	reply, err := explain.ReadReply(q.Response)
	if err != nil {
		return nil, &Fault{Where: "response", Text: err.Error()}
	}
	return reply, nil
}

func (q Query) checkModules() *Fault {
	dropped := q.dropped()
	if len(dropped) > mostModules {
		return &Fault{Where: "modules", Text: fmt.Sprintf("there are %d dropped modules, and %d are the most", len(dropped), mostModules)}
	}
	for i, m := range dropped {
		where := "module " + m.Name
		again := slices.ContainsFunc(dropped[:i], func(other Module) bool { return other.Name == m.Name })
		switch {
		case m.Name == "" || m.Name != filepath.Base(m.Name):
			return &Fault{Where: where, Text: "a module's name is that of a file, without a folder"}
		case again:
			return &Fault{Where: where, Text: "another dropped module is called so"}
		case m.Bytes == nil:
			return &Fault{Where: where, Text: "it has no bytes: give them as base64, or of_config for one of the config's"}
		}
	}
	return nil
}

// key tells sets of dropped modules apart.
func key(dropped []Module) string {
	sum := sha256.New()
	for _, m := range dropped {
		fmt.Fprintf(sum, "%q %x\n", m.Name, sha256.Sum256(m.Bytes))
	}
	return hex.EncodeToString(sum.Sum(nil))
}
