package regex

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/dlclark/regexp2/v2"
)

const (
	timeout = 250 * time.Millisecond // of one search
	kept    = 128                    // compiled expressions a cache holds
)

// Match is one place where an expression matches, counted in code points.
type Match struct {
	Start, Length int
	Text          string
	Groups        []Group
}

// Group is a part of a match in parentheses. Name is "" for an unnamed one; Start
// is -1 for one that took no part.
type Group struct {
	Name          string
	Start, Length int
	Text          string
}

// Cache holds compiled expressions. It is safe for concurrent use.
type Cache struct {
	mu   sync.Mutex
	held map[[2]string]*expression
}

// NewCache gives an empty cache.
func NewCache() *Cache { return &Cache{held: make(map[[2]string]*expression)} }

type expression struct {
	*regexp2.Regexp
	global, notEmpty bool
	names            []string // of the groups from 1 on
}

func (c *Cache) get(pattern, flags string) (*expression, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	id := [2]string{pattern, flags}
	if e, ok := c.held[id]; ok {
		return e, nil
	}
	e, err := compile(pattern, flags)
	if err != nil {
		return nil, err
	}
	if len(c.held) >= kept { // expressions may come from events
		clear(c.held)
	}
	c.held[id] = e
	return e, nil
}

func compile(pattern, flags string) (*expression, error) {
	e := &expression{}
	var options regexp2.RegexOptions
	for _, flag := range flags {
		switch flag {
		case 'g':
			e.global = true
		case 'n':
			e.notEmpty = true
		case 'i':
			options |= regexp2.IgnoreCase
		case 'x':
			options |= regexp2.IgnorePatternWhitespace
		case 'm', 'p':
			options |= regexp2.Singleline // what jq's manual calls m and p: . matches a line break too
		case 's': // "single line mode": ^ and $ never match within, as is the case anyway
		default:
			return nil, fmt.Errorf("%s is not a valid modifier string", flags)
		}
	}
	re, err := regexp2.Compile(translate(pattern), options, regexp2.OptionMaintainCaptureOrder())
	if err != nil {
		reason := strings.TrimPrefix(err.Error(), "error parsing regexp: ")
		return nil, fmt.Errorf("regular expression %q: %s", pattern, reason)
	}
	re.MatchTimeout = timeout
	for _, number := range re.GetGroupNumbers()[1:] {
		name := re.GroupNameFromNumber(number)
		if name == strconv.Itoa(number) {
			name = ""
		}
		e.names = append(e.names, name)
	}
	e.Regexp = re
	return e, nil
}
