package answer

import "testing"

// The numbers are the ABI's: guests are compiled with them.
func TestCodes(t *testing.T) {
	for number, want := range map[Code]string{
		0: "done", -1: "absent", -2: "bad pointer", -3: "not allowed", -4: "over the limit", -5: "bad value", -6: "code -6",
	} {
		if got := number.String(); got != want {
			t.Errorf("%d is %q, want %q", number, got, want)
		}
		if err := number.Err(); (err == nil) != (number == Done) || err != nil && err.Error() != want {
			t.Errorf("%d as an error: %v", number, err)
		}
	}
	if Done != 0 || Absent != -1 || BadPointer != -2 || NotAllowed != -3 || OverLimit != -4 || BadValue != -5 {
		t.Error("the numbers of the codes changed")
	}
}
