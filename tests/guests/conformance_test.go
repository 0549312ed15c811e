package guests_test

import "testing"

// Every SDK does alike what the cases say.
func TestConformance(t *testing.T) {
	t.Parallel()
	cases := readCases(t, "cases.json")
	for _, language := range []string{"go", "rust", "assemblyscript", "c"} {
		t.Run(language, func(t *testing.T) {
			t.Parallel()
			path := module(t, "sdk/guest/"+language+"/conformance")
			step, err := open(t, path, config(), "")
			if err != nil {
				t.Fatalf("opening %s: %v", path, err)
			}
			for _, c := range cases {
				t.Run(c.Name, func(t *testing.T) { c.check(t, step) })
			}
			t.Run("refuse", func(t *testing.T) {
				c := testCase{Config: config()}
				c.Want.Reason = "no team named \"payments\""
				c.Config["refuse"] = c.Want.Reason
				step, err := open(t, path, c.Config, "")
				c.checkRefused(t, step, err)
			})
		})
	}
}

func config() map[string]any {
	return map[string]any{"greeting": "hello", "team": "payments", "size": 3}
}
