package ledger

import (
	"strings"
	"testing"
	"time"

	"github.com/drayhq/dray/sdk"
)

func TestKeyOf(t *testing.T) {
	source := sdk.Source{Topic: "ORG.change.log", Partition: 3, Offset: 70, Time: time.UnixMilli(1234)}
	if got, want := KeyOf(sdk.Run{ID: "r_1", Source: source}, 2), (Key{"r_1", 2}); got != want {
		t.Errorf("a run's is %v, want %v", got, want)
	}
	if got, want := KeyOf(sdk.Run{Source: source}, 2), (Key{"ORG.change.log/3@70/1234", 2}); got != want {
		t.Errorf("an event's is %v, want %v", got, want)
	}
	anew := source
	anew.Time = source.Time.Add(time.Hour)
	if KeyOf(sdk.Run{Source: source}, 0) == KeyOf(sdk.Run{Source: anew}, 0) {
		t.Error("an event of a topic that was made anew counts as sent")
	}
}

func TestBounded(t *testing.T) {
	long := strings.Repeat("é", 1<<16)
	r := Result{Error: "x" + long, Body: []byte(long), Header: sdk.Header{"A": {long[:9000], long[:9000]}}}
	got := r.Bounded()
	if len(got.Error) != maxError-1 || strings.ToValidUTF8(got.Error, "") != got.Error {
		t.Errorf("an error of %d bytes, or half a character at its end", len(got.Error))
	}
	if len(got.Body) != MaxBody || cap(got.Body) != MaxBody || got.Header != nil {
		t.Errorf("a body of %d bytes, a header of %d names", len(got.Body), len(got.Header))
	}
	small := Result{Error: "no", Body: []byte("{}"), Header: sdk.Header{"A": {"b"}}}
	if got := small.Bounded(); got.Error != "no" || string(got.Body) != "{}" || got.Header.Get("a") != "b" {
		t.Errorf("a small one became %+v", got)
	}
}
