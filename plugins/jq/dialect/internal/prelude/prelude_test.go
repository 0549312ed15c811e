package prelude

import (
	"strings"
	"testing"
)

func TestNeeded(t *testing.T) {
	if got := Needed([]string{"length/0", "$x"}); got != nil {
		t.Errorf("%v is needed for what gojq does", got)
	}
	var names []string
	for _, d := range Needed([]string{"flatten/1", "nope/3"}) {
		names = append(names, d.Name)
	}
	// _dray_flatten calls gojq's flatten, since the prelude's comes after it.
	if got := strings.Join(names, " "); got != "_dray_each error _dray_flatten flatten" {
		t.Errorf("flatten/1 needs %s", got)
	}
}
