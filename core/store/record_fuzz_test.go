package store

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/ledger"
)

func FuzzRecord(f *testing.F) {
	f.Add(encode(ledger.Key{Run: "r_1", Step: 2}, ledger.Entry{At: newClock().now()}))
	f.Add(encode(ledger.Key{Run: "r_1", Step: -1}, ledger.Entry{Done: true, At: newClock().now(), Result: reply()}))
	f.Add([]byte("\x01\x4a\x01x\x52\x01y"))
	f.Add([]byte("\x02"))
	f.Fuzz(func(t *testing.T, record []byte) {
		key, at, keyErr := decodeKey(record)
		whole, entry, err := decode(record)
		if err != nil {
			return
		}
		again, same, err := decode(encode(whole, entry))
		if err != nil || again != whole || cmp.Diff(entry, same) != "" {
			t.Fatalf("%v, %+v comes back as %v, %+v, %v", whole, entry, again, same, err)
		}
		if first, _, err := decodeKey(encode(whole, entry)); err == nil && first != whole {
			t.Fatalf("the key %v reads as %v", whole, first)
		}
		if keyErr == nil && at.IsZero() {
			t.Fatalf("%v has no time", key)
		}
	})
}
