package host

import "strings"

const (
	line  = 16 << 10 // bytes of one message: Port and the log show no more
	lines = 64 << 10 // bytes of all that a guest logs in one call, lest a loop fill the log's disk
)

// Message gives a text for people as the guest wrote it, cut where it is too long.
func Message(b []byte) string { return strings.ToValidUTF8(string(b[:min(len(b), line)]), "�") }

// Say gives a message for the log, and whether the guest may still say it in this
// call. Its last one ends with an ellipsis where it had more to say.
func (i *Instance) Say(b []byte) (message string, ok bool) {
	if i.said >= lines {
		return "", false
	}
	b = b[:min(len(b), line)]
	room := lines - i.said
	i.said += max(len(b), 1)
	if len(b) >= room {
		return Message(b[:room]) + " …", true
	}
	return Message(b), true
}
