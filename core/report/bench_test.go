package report

import "testing"

func BenchmarkCompose(b *testing.B) {
	run := answered(201, `{"number":25,"state":"pending","id":"5034460f-c7c4-4c43-9457-de07e2029e7b","created_at":"2019-08-24T14:15:22.000Z"}`).
		WithSecrets("cci-token-0123456789")
	c := Composer{Detailed: true}
	b.ReportAllocs()
	for b.Loop() {
		if c.Compose(b.Context(), Ending{Run: run}).Line == "" {
			b.Fatal("no line")
		}
	}
}
