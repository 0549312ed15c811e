package secret

import (
	"encoding/json"
	"strconv"
)

// MaskJSON gives a copy of a decoded JSON value with every string, member name
// and number masked; a masked number becomes a string. Values of types that a
// JSON decoder does not make are kept as they are, but for string lists and maps.
func (s *Set) MaskJSON(value any) any {
	switch v := value.(type) {
	case string:
		return s.Mask(v)
	case map[string]any:
		out := make(map[string]any, len(v))
		for name, member := range v {
			out[s.Mask(name)] = s.MaskJSON(member)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, item := range v {
			out[i] = s.MaskJSON(item)
		}
		return out
	case json.Number:
		return s.maskNumber(v, v.String())
	case float64:
		return s.maskNumber(v, strconv.FormatFloat(v, 'f', -1, 64))
	case int:
		return s.maskNumber(v, strconv.Itoa(v))
	case []string:
		out := make([]string, len(v))
		for i, item := range v {
			out[i] = s.Mask(item)
		}
		return out
	case map[string]string:
		out := make(map[string]string, len(v))
		for name, member := range v {
			out[s.Mask(name)] = s.Mask(member)
		}
		return out
	default:
		return value
	}
}

func (s *Set) maskNumber(number any, text string) any {
	if masked := s.Mask(text); masked != text {
		return masked
	}
	return number
}
