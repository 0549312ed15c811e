package process

import (
	"encoding/json"
	"fmt"
)

// Line is a line of dray's log. What is no JSON has its text only.
type Line struct {
	Text    string
	Level   string
	Message string
	members map[string]any
}

func newLine(text string) Line {
	line := Line{Text: text}
	if json.Unmarshal([]byte(text), &line.members) == nil {
		line.Level, line.Message = line.Get("level"), line.Get("msg")
	}
	return line
}

// Get gives a member as text, "" if the line has none of the name.
func (l Line) Get(name string) string {
	value, ok := l.members[name]
	if !ok {
		return ""
	}
	return fmt.Sprint(value)
}
