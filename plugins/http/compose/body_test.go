package compose

import (
	"encoding/json"
	"math"
	"math/big"
	"testing"

	"github.com/drayhq/dray/sdk"
)

var nan = math.NaN()

func TestEncode(t *testing.T) {
	huge, _ := new(big.Int).SetString("123456789012345678901234567890", 10)
	for want, body := range map[string]any{
		`{}`:                             map[string]any{},
		`[]`:                             []any{},
		`"s"`:                            "s",
		`5`:                              5,
		`false`:                          false,
		`0`:                              0.0,
		`""`:                             "",
		`3`:                              3.0,
		`0.1`:                            0.1,
		`1e+21`:                          1e21,
		`1e-7`:                           1e-7,
		`1.50`:                           json.Number("1.50"),
		`1E400`:                          json.Number("1E400"),
		`9007199254740993`:               json.Number("9007199254740993"),
		`123456789012345678901234567890`: huge,
		`"é<&>'\u2028\n"`:                "é<&>'\u2028\n",
		`{"a":null,"b":[true,{"c":""}]}`: map[string]any{"b": []any{true, map[string]any{"c": ""}}, "a": nil},
		"\"\ufffd\"":                     "\ufffd",
		`{"a":2.50}`:                     sdk.JSON(`{"a":2.50}`),
	} {
		got, err := encode(body)
		if err != nil || string(got) != want {
			t.Errorf("%#v: %s, %v; want %s", body, got, err, want)
		}
	}
	if got, err := encode(nil); got != nil || err != nil {
		t.Errorf("nil: %q, %v; want no body", got, err)
	}
}

func TestEncodeRefuses(t *testing.T) {
	for _, body := range []any{nan, []any{math.Inf(1)}, json.Number("x"), func() {}} {
		if got, err := encode(body); err == nil {
			t.Errorf("%#v became %s; want an error", body, got)
		}
	}
}
