package observe

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"reflect"

	"github.com/drayhq/dray/core/secret"
)

func maskAttrs(set *secret.Set, attrs []slog.Attr) []slog.Attr {
	out := make([]slog.Attr, len(attrs))
	for i, attr := range attrs {
		out[i] = maskAttr(set, attr)
	}
	return out
}

func maskAttr(set *secret.Set, attr slog.Attr) slog.Attr {
	return slog.Attr{Key: set.Mask(attr.Key), Value: maskValue(set, attr.Value.Resolve())}
}

func maskValue(set *secret.Set, value slog.Value) slog.Value {
	switch value.Kind() {
	case slog.KindString:
		return slog.StringValue(set.Mask(value.String()))
	case slog.KindGroup:
		return slog.GroupValue(maskAttrs(set, value.Group())...)
	case slog.KindAny:
		return slog.AnyValue(maskAny(set, value.Any()))
	case slog.KindBool, slog.KindTime, slog.KindDuration:
		return value
	default: // a number: one that is secret has at least six digits
		text := value.String()
		if masked := set.Mask(text); masked != text {
			return slog.StringValue(masked)
		}
		return value
	}
}

// maskAny keeps what holds no secret as it is, so that a handler can still tell
// an error from a text.
func maskAny(set *secret.Set, value any) any {
	switch v := value.(type) {
	case nil:
		return nil
	case error:
		if text, masked := maskText(set, v.Error); masked {
			return errors.New(text)
		}
		return v
	case []byte:
		return set.Mask(string(v)) // readable, where JSON would show base64
	case fmt.Stringer:
		text, _ := maskText(set, v.String)
		return text
	}
	return maskData(set, value)
}

// maskData masks a value as the JSON that a log would show of it.
func maskData(set *secret.Set, value any) any {
	data, err := json.Marshal(value)
	if err != nil {
		return set.Mask(fmt.Sprintf("%+v", value))
	}
	var decoded any
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	if err := decoder.Decode(&decoded); err != nil {
		return set.Mask(string(data))
	}
	if masked := set.MaskJSON(decoded); !reflect.DeepEqual(masked, decoded) {
		return masked
	}
	return value
}

// maskText masks what text gives. A method of a nil pointer may panic; a log
// line must not.
func maskText(set *secret.Set, text func() string) (out string, masked bool) {
	defer func() {
		if recovered := recover(); recovered != nil {
			out, masked = fmt.Sprintf("!PANIC: %v", recovered), true
		}
	}()
	plain := text()
	out = set.Mask(plain)
	return out, out != plain
}
