package httpwasm

import (
	"fmt"
	"maps"
	"math"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/http/httpguts"

	"github.com/drayhq/dray/plugins/wasm/document"
	jsontext "github.com/drayhq/dray/plugins/wasm/document/text"
	"github.com/drayhq/dray/plugins/wasm/host"
	"github.com/drayhq/dray/sdk"
)

// exchange is one request as the guest sees and changes it, and what it answers
// itself. The run's own request stays as it is.
type exchange struct {
	sensitive func(string) bool
	most      int               // bytes of a body, and of all else that the guest sets
	taken     int               // bytes of all else
	json      *jsontext.Writer  // of the body as it is read
	check     *jsontext.Checker // of the body as it was written

	from    *sdk.Request
	method  string
	uri     string     // "" until it is asked for
	newURI  bool       // the guest has set it
	header  sdk.Header // nil until the guest changes it
	renamed bool       // the guest has set or removed the header Host

	body    []byte // nil until it is read or written
	read    int    // bytes of body that the guest has read
	shown   bool   // body was made of values, which the guest didn't change so far
	written bool
	room    []byte // for what is written, kept for the next run

	status   uint32
	response []byte
}

func newExchange(sensitive func(string) bool) *exchange {
	return &exchange{sensitive: sensitive, json: &jsontext.Writer{Max: math.MaxInt}, check: &jsontext.Checker{}}
}

// keep is how long a buffer may be to be kept for the next run.
const keep = 64 << 10

// begin begins with a request, nil for none yet, whose body may have so many bytes.
func (e *exchange) begin(from *sdk.Request, most int) {
	e.from, e.most, e.status = from, most, http.StatusOK
	if e.from == nil {
		e.from = &sdk.Request{Method: http.MethodPost}
	}
	e.method = e.from.Method
}

// end lets go of the run.
func (e *exchange) end() {
	*e = exchange{sensitive: e.sensitive, json: e.json, check: e.check, room: e.room}
	if cap(e.room) > keep {
		e.room = nil
	}
	if cap(e.json.Text) > keep {
		e.json.Text = nil
	}
}

// target gives path and query, the mapping's query merged in.
func (e *exchange) target() string {
	if e.uri == "" && !e.newURI {
		_, e.uri = split(e.from.URL)
		for i, p := range e.from.Query {
			separator := "&"
			if i == 0 && !strings.Contains(e.uri, "?") {
				separator = "?"
			}
			e.uri += separator + url.QueryEscape(p.Name) + "=" + url.QueryEscape(p.Value)
		}
	}
	return e.uri
}

// split cuts a URL before its path. A path that is missing is /.
func split(text string) (origin, target string) {
	start := strings.Index(text, "://")
	if start < 0 {
		return "", text
	}
	start += len("://")
	at := strings.IndexAny(text[start:], "/?#")
	if at < 0 {
		return text, "/"
	}
	origin, target = text[:start+at], text[start+at:]
	if target[0] != '/' {
		target = "/" + target
	}
	return origin, target
}

func (e *exchange) headers() sdk.Header {
	if e.header != nil {
		return e.header
	}
	return e.from.Header
}

func (e *exchange) values(name string) []string {
	if e.sensitive(name) {
		return nil
	}
	h := e.headers()
	return h[h.Key(name)]
}

func (e *exchange) names() []string {
	var names []string
	for name := range e.headers() {
		if !e.sensitive(name) {
			names = append(names, strings.ToLower(name))
		}
	}
	slices.Sort(names)
	return names
}

// setHeader gives a header these values, none to remove it.
func (e *exchange) setHeader(name string, values ...string) {
	if !httpguts.ValidHeaderFieldName(name) {
		host.Stop("it set a header whose name %q is none", shown(name))
	}
	for _, value := range values {
		if !httpguts.ValidHeaderFieldValue(value) {
			host.Stop("it set the header %s to a value with a line break or the like in it", shown(name))
		}
	}
	if e.header == nil {
		if e.header = maps.Clone(e.from.Header); e.header == nil {
			e.header = sdk.Header{}
		}
	}
	e.renamed = e.renamed || strings.EqualFold(name, "Host")
	for key := range e.header {
		if len(key) == len(name) && strings.EqualFold(key, name) {
			delete(e.header, key)
		}
	}
	if len(values) > 0 {
		e.header[name] = values
	}
}

// addHeader adds a value, also to a header that the guest can't read.
func (e *exchange) addHeader(name, value string) {
	h := e.headers()
	e.setHeader(name, append(slices.Clone(h[h.Key(name)]), value)...)
}

// content gives the body's bytes as they would be sent.
func (e *exchange) content() []byte {
	if e.body == nil && !e.written && e.from.Body != nil {
		e.json.Text = e.json.Text[:0]
		if err := e.json.Value(e.from.Body).Err(); err != nil {
			host.Stop("the body can't be shown to it: %v", err)
		}
		_, isText := e.from.Body.(sdk.JSON)
		e.body, e.shown = e.json.Text, !isText
	}
	return e.body
}

func (e *exchange) write(b []byte) {
	if !e.written {
		e.body, e.written, e.shown = e.room[:0], true, false
	}
	if len(e.body)+len(b) > e.most {
		host.Stop("it wrote a body longer than %d bytes: have it write less, or raise output", e.most)
	}
	e.body = append(e.body, b...)
	e.room = e.body
}

// request gives what the guest made of the request.
func (e *exchange) request() (*sdk.Request, error) {
	if !e.newURI && !e.written && !e.shown && e.header == nil && e.method == e.from.Method {
		return e.from, nil
	}
	out := *e.from
	out.Method, out.Header, out.Wire = e.method, e.headers(), nil
	if e.newURI {
		origin, _ := split(e.from.URL)
		uri := e.uri
		if !strings.HasPrefix(uri, "/") {
			uri = "/" + uri
		}
		out.URL, out.Query = origin+uri, nil
	}
	switch {
	case e.shown: // the next module of this kind and the sink need not make text of it again
		out.Body = sdk.JSON(e.body)
	case e.written:
		body, err := e.sent()
		if err != nil {
			return nil, err
		}
		out.Body = body
	}
	return &out, nil
}

// sent gives the body that the guest wrote. It stays the text that it is, less white
// space around it: the next module of this kind and the sink want no other.
func (e *exchange) sent() (any, error) {
	if len(e.body) == 0 {
		return nil, nil
	}
	text := strings.Trim(string(e.body), " \t\r\n") // so that it begins as what it is
	if err := e.check.Check(text, document.MaxDepth); err != nil {
		return nil, fmt.Errorf("the module wrote a body that isn't JSON, which is what is sent: %w", err)
	}
	if text == "null" {
		return nil, nil
	}
	return sdk.JSON(text), nil
}
