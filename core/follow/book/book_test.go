package book

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/sdk"
)

func record() Record {
	return Record{
		Entry: Entry{
			Run: "r_1", Kind: sdk.NodeRun, Route: "circleci", Base: "https://circleci.com/api/v2", Slug: "gh/o/r",
			Pipeline: "p-1", Number: "7", Since: time.UnixMicro(1_700_000_000_000_001).UTC(),
		},
		Source:  sdk.Source{Topic: "org.runs", Partition: 3, Offset: 17, Time: time.UnixMicro(1_700_000_000_000_000).UTC()},
		Message: []byte(`{"a":1}`),
	}
}

func TestRecords(t *testing.T) {
	want := record()
	got, err := Decode(want.Encode())
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v (-want +got)\n%s", err, diff)
	}
	entry, err := DecodeEntry(want.Encode())
	if entry != want.Entry || err != nil {
		t.Errorf("%+v, %v", entry, err)
	}
	for _, bad := range [][]byte{nil, {2}, {1}, want.Encode()[:20], Record{Entry: Entry{Run: "r_1"}}.Encode()} {
		if got, err := Decode(bad); err == nil {
			t.Errorf("%x gives %+v", bad, got)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(record().Encode())
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := Decode(data)
		if err != nil {
			return
		}
		again, err := Decode(r.Encode())
		if diff := cmp.Diff(r, again); diff != "" || err != nil {
			t.Errorf("%v (-want +got)\n%s", err, diff)
		}
	})
}

// Values come out in the order of their times, whatever was moved and removed between.
func TestQueueOrders(t *testing.T) {
	type item struct {
		place Place
		name  int
	}
	var q Queue[*item]
	begin := time.Unix(0, 0)
	items := make([]*item, 500)
	for i := range items {
		items[i] = &item{name: i}
		q.Push(items[i], &items[i].place, begin.Add(rand.N(time.Hour)))
	}
	for i, it := range items {
		switch i % 3 {
		case 0:
			q.Move(&it.place, begin.Add(rand.N(time.Hour)))
		case 1:
			q.Remove(&it.place)
		}
	}
	last, n := time.Time{}, q.Len()
	for range n {
		_, due, ok := q.First()
		it := q.Pop()
		if !ok || due.Before(last) || it.name%3 == 1 || it.place.Queued() || !it.place.Due().Equal(due) {
			t.Fatalf("%+v after %v, at %v", it, last, due)
		}
		last = due
	}
	if _, _, ok := q.First(); ok || n != 333 {
		t.Errorf("%d came out, and one is left: %v", n, ok)
	}
}
