package stage

import (
	"net"
	"net/http"
	"strconv"
	"time"
)

// Answer is an answer other than the usual one. The zero value is the usual one.
type Answer struct {
	Delay  time.Duration // before anything else
	Status int           // 0: the usual answer, after the delay
	Header map[string]string
	Body   string
	Hang   bool // no answer until the client gives up
	Reset  bool // the connection is reset
}

// Status gives an answer with a status and a JSON body.
func Status(code int, body string) Answer { return Answer{Status: code, Body: body} }

// RetryAfter gives an answer with a status that asks to wait so many seconds.
func RetryAfter(code, seconds int) Answer {
	return Answer{Status: code, Header: map[string]string{"Retry-After": strconv.Itoa(seconds)}, Body: `{"message":"Later."}`}
}

// Redirect gives a 302 to another URL.
func Redirect(to string) Answer {
	return Answer{Status: http.StatusFound, Header: map[string]string{"Location": to}}
}

// Hang gives no answer, though the request was read.
func Hang() Answer { return Answer{Hang: true} }

// Reset resets the connection after the request was read.
func Reset() Answer { return Answer{Reset: true} }

// Slow gives the usual answer after a while.
func Slow(delay time.Duration) Answer { return Answer{Delay: delay} }

// Usual says that the usual answer is given, at once or after a while.
func (a Answer) Usual() bool { return !a.Hang && !a.Reset && a.Status == 0 }

// Give answers r, whose body must have been read, and says whether it did: false
// leaves the usual answer to be given.
func (a Answer) Give(w http.ResponseWriter, r *http.Request) bool {
	if a.Delay > 0 {
		timer := time.NewTimer(a.Delay)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-r.Context().Done():
			reset(w)
			return true
		}
	}
	switch {
	case a.Hang:
		<-r.Context().Done()
		reset(w) // or net/http would answer 200 after all
	case a.Reset:
		reset(w)
	case a.Status != 0:
		for name, value := range a.Header {
			w.Header().Set(name, value)
		}
		JSON(w, a.Status, []byte(a.Body))
	default:
		return false
	}
	return true
}

func reset(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler) // HTTP/2 and recorders: net/http's way to break off
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0) // with an RST, not with a polite end
	}
	_ = conn.Close()
}

// JSON answers with a JSON text.
func JSON(w http.ResponseWriter, status int, body []byte) {
	header := w.Header()
	header["Content-Type"] = []string{"application/json"}
	header["Content-Length"] = []string{strconv.Itoa(len(body))}
	w.WriteHeader(status)
	_, _ = w.Write(body) // a client that has gone needs no answer
}
