package document

import "testing"

func TestPointersThatAreNone(t *testing.T) {
	for _, pointer := range []string{
		"event", "#/event", "~", "/~", "/event/~", "/event/~2", "/event/a~", "/event/x~1~", "/event/\xff",
		"/other/~2", " /event",
	} {
		follow(t, testDocument(testRun()),
			noGet(pointer, BadPointer), noSet(pointer, `1`, BadPointer), noRemove(pointer, BadPointer))
	}
}

func TestIndexes(t *testing.T) {
	for token, code := range map[string]Code{
		"0": Done, "2": Done, "3": Absent, "10": Absent, "99999999999999999999999": Absent, "-": Absent,
		"": BadPointer, "00": BadPointer, "01": BadPointer, "-1": BadPointer, "+1": BadPointer, "1.0": BadPointer,
		"1e0": BadPointer, "x": BadPointer, "0x1": BadPointer, "--": BadPointer, "１": BadPointer,
		"99999999999999999999999x": BadPointer,
	} {
		pointer := "/request/body/list/" + token
		d := testDocument(testRun())
		if _, got := d.Get([]byte(pointer)); got != code {
			t.Errorf("get %s: %s, want %s", pointer, got, code)
		}
		want := code
		if code == Absent {
			want = Done
		}
		if got := d.Remove([]byte(pointer)); got != want {
			t.Errorf("remove %s: %s, want %s", pointer, got, want)
		}
		if token == "-" {
			code = Done
		}
		if got := testDocument(testRun()).Set([]byte(pointer), []byte("1")); got != code {
			t.Errorf("set %s: %s, want %s", pointer, got, code)
		}
	}
}
