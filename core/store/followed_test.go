package store

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
)

func TestFollowedOutlastsTheProcess(t *testing.T) {
	dir, long := t.TempDir(), "r_"+strings.Repeat("x", 1000)
	s, err := Open(dir, Options{careless: true})
	if err != nil {
		t.Fatal(err)
	}
	for run, record := range map[string]string{"r_1": "old", "r_2": "two", long: "long"} {
		if err := s.Follow(t.Context(), run, []byte(record)); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(s.Follow(t.Context(), "r_1", []byte("one")), s.Unfollow(t.Context(), "r_2", "r_none")); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s, err = Open(dir, Options{careless: true}); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	got := map[string]bool{}
	if err := s.Followed(func(record []byte) error { got[string(record)] = true; return nil }); err != nil {
		t.Fatal(err)
	}
	if names := slices.Sorted(maps.Keys(got)); !slices.Equal(names, []string{"long", "one"}) {
		t.Errorf("followed are %q", names)
	}
	for run, want := range map[string]string{"r_1": "one", long: "long", "r_2": ""} {
		if record, err := s.FollowedRun(run); string(record) != want || err != nil {
			t.Errorf("%.10s has %q, %v; want %q", run, record, err, want)
		}
	}
	if err := s.Follow(t.Context(), "", nil); err == nil {
		t.Error("a run without an id was written down")
	}
}
