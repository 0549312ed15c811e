package dialect

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// An order follows an object from one program to the next, and to what the
// caller puts together from several.
func TestScopeKeepsOrders(t *testing.T) {
	raw := `{"z":1,"headers":{"b":1,"a":2},"m":{"y":1,"x":2}}`
	event := decode(t, raw).(map[string]any)
	delete(event, "headers") // as verification does
	scope := NewScope(NewOrder([]byte(raw), event), nil)

	p, err := Compile(`.m + {"b": 1, "a": 2} | .n = 3`, Options{KeepOrder: true})
	if err != nil {
		t.Fatal(err)
	}
	body, err := p.First(t.Context(), event, scope)
	if err != nil {
		t.Fatal(err)
	}
	reply := `{"number":25,"id":"x"}`
	response := decode(t, reply)
	scope.Add(NewOrder([]byte(reply), response))
	document := map[string]any{"body": event, "request": body, "answer": response}
	scope.SetKeys(document, "body", "request", "answer")

	got, err := mustCompile(t, "tojson").First(t.Context(), document, scope)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"body":{"z":1,"m":{"y":1,"x":2}},"request":{"y":1,"x":2,"b":1,"a":2,"n":3},"answer":{"number":25,"id":"x"}}`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"body", "request", "answer"}, scope.Keys(document)); diff != "" {
		t.Error(diff)
	}
}

func TestReads(t *testing.T) {
	environ := []string{"A=1", "B=2", "PORT_CLIENT_SECRET=s", "KAFKA_PASSWORD=s", "DRAY_X=s", "A=3", "bad", "=x"}
	all := []Read{{"A", "3"}, {"B", "2"}}
	for program, want := range map[string]struct {
		out   any
		reads []Read
	}{
		`env.A`:                           {"3", all[:1]},
		`env["A"]`:                        {"3", all[:1]},
		`$ENV.A`:                          {"3", all[:1]},
		`$ENV["A"]`:                       {"3", all[:1]},
		`env[("a" | ascii_upcase)]`:       {"3", all[:1]},
		`env.A?`:                          {"3", all[:1]},
		`"<\(env.A)>"`:                    {"<3>", all[:1]},
		`env.NOPE // "d"`:                 {"d", nil},
		`env.PORT_CLIENT_SECRET`:          {nil, nil},
		`env["KAFKA" + "_PASSWORD"]`:      {nil, nil},
		`$ENV | has("DRAY_X")`:            {false, all},
		`env | .A`:                        {"3", all[:1]},
		`env | .A // "d"`:                 {"3", all[:1]},
		`env | .A | length`:               {1, all[:1]},
		`env as $e | $e.A`:                {"3", all[:1]},
		`env as $e | $e.B + $e["A"]`:      {"23", []Read{all[0], all[1]}},
		`env as $e | [$e | .A]`:           {[]any{"3"}, all},
		`env as $e | {$e} | .e.B`:         {"2", all},
		`$ENV as $e | $e.A | env.B`:       {"2", all},
		`env | keys_unsorted | join(",")`: {"A,B", all},
		`def env: {"A": "mine"}; env.A`:   {"mine", nil},
		`{"A": 1} as $ENV | $ENV.A`:       {1, nil},
		`1 | env.A, env.B`:                {"3", all},
	} {
		p, err := Compile(program, Options{Environ: environ})
		if err != nil {
			t.Fatal(err)
		}
		scope := NewScope()
		out, err := p.First(t.Context(), nil, scope)
		if err != nil {
			t.Errorf("%s: %v", program, err)
		}
		if diff := cmp.Diff(want.out, out); diff != "" {
			t.Errorf("%s (-want +got):\n%s", program, diff)
		}
		if diff := cmp.Diff(want.reads, scope.Reads()); diff != "" {
			t.Errorf("%s reads (-want +got):\n%s", program, diff)
		}
	}
}
