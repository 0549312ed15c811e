package deadletter

import (
	"strings"
	"time"
	"unicode/utf8"
)

// Bounds of what comes from outside, in bytes.
const (
	maxText    = 512      // a run id, an action, the name of a route, of a step
	maxReason  = 4 << 10  // a reason
	maxHeaders = 64 << 10 // the headers' keys and values together
)

// Bounded gives the letter with its texts cut to their bounds and made valid
// UTF-8, without the headers beyond 64 KiB and without a timestamp that no
// calendar has. A junk letter loses what it claims to be: its run and action.
// Key and Value are left alone: intake bounds them.
func (l Letter) Bounded() Letter {
	if l.Class == Junk {
		l.Run, l.Action = "", ""
	}
	for _, text := range []*string{&l.Run, &l.Action, &l.Route, &l.Step} {
		*text = cut(*text, maxText)
	}
	l.Reason = cut(l.Reason, maxReason)
	if year := l.Published.Year(); year < 1970 || year > 9999 {
		l.Published = time.Time{}
	}
	size := 0
	for i, h := range l.Headers {
		if size += len(h.Key) + len(h.Value); size > maxHeaders {
			l.Headers = l.Headers[:i:i]
			break
		}
	}
	return l
}

// cut gives at most limit bytes of text, whole characters only.
func cut(text string, limit int) string {
	if len(text) > limit {
		text = text[:limit]
		for i := 0; i < utf8.UTFMax && text != ""; i++ {
			if r, n := utf8.DecodeLastRuneInString(text); r != utf8.RuneError || n != 1 {
				break
			}
			text = text[:len(text)-1]
		}
	}
	return strings.ToValidUTF8(text, "\uFFFD")
}
