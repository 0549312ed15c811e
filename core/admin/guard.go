package admin

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"time"
)

// guard lets in only what was meant for dray. A socket's mode keeps others out;
// loopback is open to every web page that a browser on this machine shows. Such a
// page can't send JSON to another origin without being asked whether it may, which
// is never answered, and its name for this machine (DNS rebinding) is no loopback one.
func guard(next http.Handler, loopback bool) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		site := r.Header.Get("Sec-Fetch-Site")
		switch {
		case loopback && !isLoopback(r.Host):
			refuse(w, http.StatusForbidden, "the Host "+r.Host+" is not loopback")
		case r.Header.Get("Origin") != "" || site != "" && site != "none" && site != "same-origin":
			refuse(w, http.StatusForbidden, "web pages have no business here")
		case r.Method != http.MethodGet && !isJSON(r.Header.Get("Content-Type")):
			refuse(w, http.StatusUnsupportedMediaType, "the Content-Type has to be application/json")
		default:
			w.Header().Set("X-Content-Type-Options", "nosniff")
			w.Header().Set("Cache-Control", "no-store")
			r.Body = http.MaxBytesReader(w, r.Body, maxBody)
			next.ServeHTTP(w, r)
		}
	})
}

func isLoopback(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}

func isJSON(contentType string) bool {
	kind, _, err := mime.ParseMediaType(contentType)
	return err == nil && kind == "application/json"
}

// read gives the one JSON object that a request's body has to be. It bounds the
// time for that here, for a bound of the server's would end a long answer too. After
// an error the bound stays, for the server reads on to where the body ends.
func read[T any](w http.ResponseWriter, r *http.Request) (T, error) {
	control := http.NewResponseController(w)
	_ = control.SetReadDeadline(time.Now().Add(readBound)) // a recorder has none
	var into T
	decoder := json.NewDecoder(r.Body)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&into); err != nil {
		return into, err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return into, errors.New("there is more behind the first JSON value")
	}
	_ = control.SetReadDeadline(time.Time{})
	return into, nil
}

// answer is what goes back: one, or as many as there are lines, the last with an
// end or an error. What has none of the two was cut off.
type answer struct {
	Value any    `json:"value,omitempty"`
	Error string `json:"error,omitempty"`
	End   bool   `json:"end,omitempty"`
}

func refuse(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = say(w, answer{Error: text}) // else who asked has gone
}

// say writes one line. Who has gone away is told nothing.
func say(w http.ResponseWriter, a answer) error {
	control := http.NewResponseController(w)
	_ = control.SetWriteDeadline(time.Now().Add(sayBound)) // a recorder has none
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(a); err != nil {
		return err
	}
	_ = control.Flush()
	return nil
}
