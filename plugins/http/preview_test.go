package http

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/sdk"
)

func TestPreview(t *testing.T) {
	url, requests := recorder(t)
	s := openStep(t, "", testEnv)
	given := runTo("post", url+"/a b", false)
	given.Request.Query = []sdk.Param{{Name: "q", Value: "1 2"}}
	given.Request.Header = sdk.Header{"Connection": {"close"}, "A": {"b"}}
	given.Reply = &sdk.Reply{Status: 500} // of an earlier attempt

	first, err := s.Preview(t.Context(), given)
	if err != nil {
		t.Fatal(err)
	}
	want := &sdk.Request{
		Method: "POST", URL: url + "/a%20b?q=1+2", Body: false, Wire: []byte("false"),
		Header: sdk.Header{"A": {"b"}, "Content-Type": {"application/json"}},
	}
	if diff := cmp.Diff(want, first.Request); diff != "" || first.Reply != nil || len(first.Warnings) != 1 {
		t.Errorf("reply %v, warnings %q (-want +got):\n%s", first.Reply, first.Warnings, diff)
	}
	second, err := s.Preview(t.Context(), first)
	if diff := cmp.Diff(first, second); diff != "" || err != nil {
		t.Errorf("a preview's preview: %v (-first +second):\n%s", err, diff)
	}
	if len(requests) != 0 {
		t.Error("previewing sent a request")
	}
	done, err := s.Do(t.Context(), first)
	if diff := cmp.Diff(first.Request, done.Request); diff != "" || err != nil {
		t.Errorf("what was sent differs from the preview: %v (-preview +sent):\n%s", err, diff)
	}
}

func TestPreviewFailsWhereDoWould(t *testing.T) {
	s := openStep(t, "hosts: [ci.example]", testEnv)
	for text, run := range map[string]sdk.Run{
		"no request":     {},
		"no URL":         runTo("POST", "", nil),
		"does not begin": runTo("POST", "ci.example/p", nil),
		"not among":      runTo("POST", "http://other.example/", nil),
	} {
		_, preview := s.Preview(t.Context(), run)
		_, do := s.Do(t.Context(), run)
		if preview == nil || do == nil || preview.Error() != do.Error() || !strings.Contains(do.Error(), text) {
			t.Errorf("%q: Preview said %v, Do %v", text, preview, do)
		}
	}
}
