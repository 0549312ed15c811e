package town

import (
	"reflect"
	"strings"
	"testing"
)

func TestLetters(t *testing.T) {
	want := []letter{{"1", "r_a", "in_doubt"}, {"2", "r_b", "unknown"}}
	for name, text := range map[string]string{
		"a line each": `{"id":"1","run":"r_a","class":"in_doubt","attempts":1}` + "\n" + `{"id":"2","run":"r_b","class":"unknown"}` + "\n",
		"a list":      `[{"id":"1","run":"r_a","class":"in_doubt"},{"id":"2","run":"r_b","class":"unknown"}]`,
	} {
		if got, err := lettersOf(strings.NewReader(text)); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v (%v), want %+v", name, got, err, want)
		}
	}
	if got, err := lettersOf(strings.NewReader("")); err != nil || len(got) > 0 {
		t.Errorf("nothing: %+v (%v)", got, err)
	}
	if _, err := lettersOf(strings.NewReader("no letters")); err == nil {
		t.Error("what is no JSON is taken for letters")
	}
}
