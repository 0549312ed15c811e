package routes

import (
	"errors"
	"math"
	"strconv"
	"strings"
)

// Rate is how many requests a route sends in a second at most; 0 is any number.
type Rate float64

// rarest is the least rate but 0: one request a day.
const rarest = 1.0 / (24 * 60 * 60)

var errRate = errors.New("it takes requests a second, such as 2 or 0.5, or 2/s, 30/m, 100/h; 0 for no cap, and no less than 1 a day")

// UnmarshalText reads a number, or one a unit of time: 2/s, 30/m, 100/h.
func (r *Rate) UnmarshalText(text []byte) error {
	number, unit, said := strings.Cut(string(text), "/")
	if !said {
		unit = "s"
	}
	seconds, known := map[string]float64{"s": 1, "m": 60, "h": 60 * 60}[strings.TrimSpace(unit)]
	value, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
	value /= seconds
	if err != nil || !known || math.IsNaN(value) || math.IsInf(value, 0) || value != 0 && value < rarest {
		return errRate
	}
	*r = Rate(value)
	return nil
}
