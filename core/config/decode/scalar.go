package decode

import (
	"encoding"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/dustin/go-humanize"

	"github.com/drayhq/dray/core/config/tree"
)

var durationType = reflect.TypeFor[time.Duration]()

func isScalar(into reflect.Value) bool {
	if _, ok := reflect.TypeAssert[encoding.TextUnmarshaler](into.Addr()); ok {
		return true
	}
	kind := into.Kind()
	return kind == reflect.String || kind == reflect.Bool || kind >= reflect.Int && kind <= reflect.Float64
}

// scalar fills a scalar from its text. Quotes make no difference, so that a
// value may come out of ${env:NAME} or a variable. An error never quotes the
// text, which can be a secret in the wrong place.
func scalar(n *tree.Node, into reflect.Value, tag reflect.StructTag) error {
	if n.Kind != tree.Scalar {
		return n.Errorf("it takes a single value, not %s", n.Kind)
	}
	if unmarshaler, ok := reflect.TypeAssert[encoding.TextUnmarshaler](into.Addr()); ok {
		err := unmarshaler.UnmarshalText([]byte(n.Text))
		switch {
		case err == nil:
			return nil
		case len(n.Expanded) > 0: // the error may quote what was filled in
			return n.Errorf("what ${…} filled in is not of the form that it takes")
		default:
			return n.Errorf("%v", err)
		}
	}
	text := strings.TrimSpace(n.Text)
	switch {
	case into.Kind() == reflect.String:
		word, err := oneOf(n.Text, Words(tag))
		if err != nil {
			return n.Errorf("%v", err)
		}
		into.SetString(word)
	case into.Kind() == reflect.Bool:
		value, ok := ParseBool(text)
		if !ok {
			return n.Errorf("it takes on or off")
		}
		into.SetBool(value)
	case into.Type() == durationType:
		value, err := time.ParseDuration(text)
		if err != nil {
			return n.Errorf("it takes a time with its unit, such as 25s, 500ms or 5m")
		}
		into.SetInt(int64(value))
	case tag.Get("unit") == "bytes":
		return size(n, into, text)
	case into.CanInt():
		value, err := strconv.ParseInt(text, 10, into.Type().Bits())
		if err != nil {
			return n.Errorf("it takes a whole number")
		}
		into.SetInt(value)
	case into.CanUint():
		value, err := strconv.ParseUint(text, 10, into.Type().Bits())
		if err != nil {
			return n.Errorf("it takes a whole number from 0")
		}
		into.SetUint(value)
	default:
		value, err := strconv.ParseFloat(text, into.Type().Bits())
		if err != nil {
			return n.Errorf("it takes a number")
		}
		into.SetFloat(value)
	}
	return nil
}

func size(n *tree.Node, into reflect.Value, text string) error {
	value, err := humanize.ParseBytes(text)
	if err != nil || value > 1<<31-1 {
		return n.Errorf("it takes a size under 2GiB, such as 10MiB")
	}
	if into.CanUint() {
		into.SetUint(value)
	} else {
		into.SetInt(int64(value))
	}
	return nil
}

// ParseBool reads on and off in all the words that YAML and the reference
// agent's pydantic take for them.
func ParseBool(text string) (value, ok bool) {
	switch strings.ToLower(text) {
	case "on", "true", "yes", "y", "t", "1":
		return true, true
	case "off", "false", "no", "n", "f", "0":
		return false, true
	default:
		return false, false
	}
}
