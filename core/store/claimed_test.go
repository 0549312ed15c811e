package store

import (
	"errors"
	"slices"
	"testing"
)

// Claimed runs outlast the process, and are kept apart from what is followed.
func TestClaimedOutlastsTheProcess(t *testing.T) {
	dir := t.TempDir()
	s, err := Open(dir, Options{careless: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{
		s.Claim(t.Context(), "r_1", []byte("old")), s.Claim(t.Context(), "r_1", []byte("one")),
		s.Claim(t.Context(), "r_2", []byte("two")), s.Unclaim(t.Context(), "r_2"), s.Unclaim(t.Context(), "r_none"),
		s.Follow(t.Context(), "r_3", []byte("followed")), s.Unfollow(t.Context(), "r_1"), s.Close(),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if s, err = Open(dir, Options{careless: true}); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	var got []string
	if err := s.Claimed(func(record []byte) error { got = append(got, string(record)); return nil }); err != nil || !slices.Equal(got, []string{"one"}) {
		t.Errorf("claimed are %q, %v", got, err)
	}
	enough := errors.New("enough")
	if err := s.Claimed(func([]byte) error { return enough }); !errors.Is(err, enough) {
		t.Errorf("got %v", err)
	}
	if err := s.Claim(t.Context(), "", nil); err == nil {
		t.Error("a run without an id was written down")
	}
}
