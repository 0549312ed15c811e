package routes_test

import (
	"testing"

	"github.com/drayhq/dray/core/config/routes"
)

func TestRate(t *testing.T) {
	for text, want := range map[string]routes.Rate{
		"0": 0, "2": 2, "0.5": 0.5, "2/s": 2, "30/m": 0.5, "36/h": 0.01, "1.5 / s": 1.5, "1/h": 1.0 / 3600, "~": 0,
	} {
		c := must(t)(load("routes: [{chain: [http], rate: " + text + "}]"))
		if got := c.Routes[0].Rate; got != want {
			t.Errorf("%s: got %v, want %v", text, got, want)
		}
	}
	for _, text := range []string{"-1", "fast", "2/d", "2/", "/s", "1e-9", "nan", ".inf", "1/s/s", "''", "1e999"} {
		_, err := load("routes: [{chain: [http], rate: " + text + "}]")
		want := "dray.yaml:1:32: routes[0].rate: it takes requests a second, such as 2 or 0.5, or 2/s, 30/m, 100/h; 0 for no cap, and no less than 1 a day"
		if err == nil || err.Error() != want {
			t.Errorf("%s: got  %v\nwant %s", text, err, want)
		}
	}
}
