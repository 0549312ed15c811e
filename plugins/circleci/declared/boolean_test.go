package declared

import "testing"

// A boolean's default has all the spellings that CircleCI takes, and no other.
func TestABooleansDefault(t *testing.T) {
	for text, want := range map[string]any{
		"true": true, "True": true, "TRUE": true, "yes": true, "Yes": true, "on": true, "y": true,
		"false": false, "no": false, "NO": false, "Off": false, "n": false, "yEs": nil, "1": nil, "maybe": nil, "ÿes": nil,
	} {
		set, err := FromFile("config.yml", []byte("parameters:\n  p: {type: boolean, default: "+text+"}\n"))
		if got := set["p"].Default; got != want && err == nil || (err == nil) != (want != nil) {
			t.Errorf("%s: %v, %v", text, got, err)
		}
	}
	set, err := FromFile("config.yml", []byte("parameters:\n  p: {type: string, default: yes}\n"))
	if err != nil || set["p"].Default != "yes" {
		t.Errorf("a string: %v, %v", set["p"].Default, err)
	}
}
