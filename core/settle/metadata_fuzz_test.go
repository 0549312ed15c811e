package settle

import (
	"math"
	"slices"
	"testing"
)

func FuzzMetadata(f *testing.F) {
	f.Add(int64(0), "")
	f.Add(int64(7), "dray1:bBQ")
	f.Add(int64(7), "dray1:rAQIDBA")
	f.Add(int64(math.MaxInt64-3), "dray1:b_____w")
	f.Add(int64(1), "dray1:r_________38B")
	f.Add(int64(1), "rdkafka-5c1f8e0a")
	f.Fuzz(func(t *testing.T, next int64, metadata string) {
		if next < 0 || len(metadata) > MetadataLimit {
			return
		}
		told := decode(next, metadata)
		at := next
		for i, s := range told {
			if s.from >= s.to || s.from < at || i > 0 && s.from == at {
				t.Fatalf("decode(%d, %q) = %v: not ascending and apart", next, metadata, told)
			}
			at = s.to
		}
		l := New(MetadataLimit)
		l.Resume(next, metadata)
		position, ok := l.Commit()
		if !ok || len(position.Metadata) > MetadataLimit {
			t.Fatalf("after Resume(%d, %q) the commit is %+v, %v", next, metadata, position, ok)
		}
		if position.Through != math.MaxInt64 || next > math.MaxInt64/2 {
			return // cut short, or no log reaches so far
		}
		again := decode(position.Next, position.Metadata)
		if want := told.from(position.Next); !slices.Equal(again, want) {
			t.Fatalf("%v comes back as %v", want, again)
		}
	})
}
