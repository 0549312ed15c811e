package deadletter

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/sdk"
)

var noon = time.Date(2026, 9, 20, 12, 0, 0, 123456000, time.UTC)

func full() Letter {
	return Letter{
		ID: "01hzx4q", Run: "wfnr_1", Kind: sdk.NodeRun,
		Topic: "ORG.runs", Partition: 3, Offset: 70, Published: noon, Key: []byte{}, Value: []byte("\xff{}"),
		Headers: []Header{{"a", []byte("1")}, {"a", nil}, {"", []byte{}}}, Changes: true,
		Route: "circleci", Action: "deploy", Step: "http", Class: InDoubt, Reason: "dray stopped", Attempts: 4,
		First: noon.Add(time.Second), Parked: noon.Add(time.Minute), Told: true, Doubt: true, Replay: noon.Add(time.Hour),
	}
}

func TestLetterComesBack(t *testing.T) {
	for _, want := range []Letter{{}, full()} {
		got, err := Decode(want.Encode())
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%v\n%s", err, diff)
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	whole := full().Encode()
	for name, data := range map[string]string{
		"nothing":              "",
		"a newer version":      "\x02" + string(whole[1:]),
		"half of it":           string(whole[:len(whole)-1]),
		"a value without name": "\x01\x5a\x01x",
	} {
		if _, err := Decode([]byte(data)); err == nil || !strings.HasPrefix(err.Error(), "decoding a dead letter: ") {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(Letter{}.Encode())
	f.Add(full().Encode())
	f.Add([]byte("\x01\x5a\x01x"))
	f.Fuzz(func(t *testing.T, data []byte) {
		l, err := Decode(data)
		if err != nil {
			return
		}
		again, err := Decode(l.Encode())
		if diff := cmp.Diff(l, again); err != nil || diff != "" {
			t.Fatalf("%v\n%s", err, diff)
		}
		bounded := l.Bounded()
		if len(bounded.Run) > 3*maxText || len(bounded.Reason) > 3*maxReason {
			t.Fatalf("bounds let through %d bytes of run, %d of reason", len(bounded.Run), len(bounded.Reason))
		}
	})
}

func TestBounded(t *testing.T) {
	l := full()
	l.Run, l.Reason = strings.Repeat("é", maxText), "half \xc3\x28 a character"
	l.Published = time.UnixMilli(1 << 60)
	l.Headers = []Header{{"small", []byte("x")}, {"large", make([]byte, maxHeaders)}, {"small", []byte("y")}}
	got := l.Bounded()
	if want := strings.Repeat("é", maxText/2); got.Run != want {
		t.Errorf("the run is %d bytes, want %d", len(got.Run), len(want))
	}
	if want := "half \uFFFD( a character"; got.Reason != want {
		t.Errorf("the reason is %q, want %q", got.Reason, want)
	}
	if !got.Published.IsZero() || len(got.Headers) != 1 || len(l.Headers) != 3 {
		t.Errorf("published %v, headers %v", got.Published, got.Headers)
	}
	l.Class = Junk
	if got := l.Bounded(); got.Run != "" || got.Action != "" {
		t.Errorf("junk is trusted to be %q by %q", got.Action, got.Run)
	}
	if diff := cmp.Diff(full(), full().Bounded()); diff != "" {
		t.Errorf("one within all bounds was changed:\n%s", diff)
	}
}

func TestFilter(t *testing.T) {
	l := full()
	for name, test := range map[string]struct {
		filter Filter
		want   bool
	}{
		"none":        {Filter{}, true},
		"all":         {Filter{[]string{"x", l.ID}, l.Run, l.Route, l.Action, l.Class, l.Parked.Add(1), l.Parked.Add(-1), "01hzx4p"}, true},
		"other ids":   {Filter{IDs: []string{"x"}}, false},
		"another run": {Filter{Run: "r_1"}, false},
		"route":       {Filter{Route: "x"}, false},
		"action":      {Filter{Action: "x"}, false},
		"class":       {Filter{Class: Junk}, false},
		"too young":   {Filter{OlderThan: l.Parked}, false},
		"too old":     {Filter{NewerThan: l.Parked}, false},
		"not above":   {Filter{Above: l.ID}, false},
	} {
		if got := test.filter.Match(l); got != test.want {
			t.Errorf("%s: got %v", name, got)
		}
	}
}
