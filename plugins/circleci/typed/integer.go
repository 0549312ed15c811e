package typed

import (
	"encoding/json"
	"math/big"
	"regexp"
	"strconv"
)

// decimal is a number as JSON writes it.
var decimal = regexp.MustCompile(`^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE]([+-]?\d+))?$`)

// longest is how many digits a number may have: no parameter can be longer.
const longest = 512

// asInteger gives a whole number in plain digits, all of them. 3.0 and 3e0 are whole
// too: the jq that mappings come from writes what is large as 3000000000.0, and
// CircleCI refuses a fraction for an integer.
func asInteger(value any, text string) (json.Number, bool) {
	if _, isBool := value.(bool); isBool || len(text) > longest {
		return "", false
	}
	found := decimal.FindStringSubmatch(text)
	if found == nil {
		return "", false
	}
	if exponent := found[1]; exponent != "" {
		if n, err := strconv.Atoi(exponent); err != nil || n > longest || n < -longest {
			return "", false
		}
	}
	exact, ok := new(big.Rat).SetString(text)
	if !ok || !exact.IsInt() {
		return "", false
	}
	return json.Number(exact.Num().String()), true
}
