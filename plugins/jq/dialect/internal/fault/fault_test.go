package fault

import "testing"

// The texts are those of jq 1.5.
func TestTranslate(t *testing.T) {
	for from, want := range map[string]string{
		`cannot add: string ("a") and number (1)`:          `string ("a") and number (1) cannot be added`,
		`cannot iterate over: null`:                        `Cannot iterate over null (null)`,
		`keys cannot be applied to: number (1)`:            `number (1) has no keys`,
		`cannot modulo number (1) by: number (0)`:          `number (1) and number (0) cannot be divided (remainder) because the divisor is zero`,
		`has("a") cannot be applied to: array ([1])`:       `Cannot check whether array has a string key`,
		`expected an array but got: object ({})`:           `Cannot index object with number`,
		`startswith("a") cannot be applied to: array ([])`: `startswith() requires string inputs`,
		`something of the program's own`:                   `something of the program's own`,
	} {
		if got := Translate(from); got != want {
			t.Errorf("%s: %s, want %s", from, got, want)
		}
	}
}

func TestTypeError(t *testing.T) {
	long := map[string]any{"a": nil, "b": 1}
	if got, want := TypeError2(long, 1, "cannot be added").Error(), `object ({"a":null,"...) and number (1) cannot be added`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got, want := CannotIndex(5, "a").Error(), `Cannot index number with string "a"`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
