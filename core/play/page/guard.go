package page

import (
	"mime"
	"net/http"
)

// policy lets the page use its own style sheet, script and API, and nothing else. What
// an event holds would run nowhere even if the page took it for HTML.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// guard lets in only what comes from the page itself, or from no page at all. Other
// pages can neither pass for this host (DNS rebinding) nor post from their own origin.
func guard(next http.Handler, at Place) http.Handler {
	var pages http.CrossOriginProtection
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		head := w.Header()
		head.Set("Content-Security-Policy", policy)
		head.Set("X-Content-Type-Options", "nosniff")
		head.Set("Referrer-Policy", "no-referrer")
		head.Set("Cross-Origin-Resource-Policy", "same-origin")
		head.Set("Cache-Control", "no-store")
		switch {
		case !at.is(r.Host):
			refuse(w, http.StatusForbidden, "the Host "+r.Host+" is not where dray listens")
		case pages.Check(r) != nil:
			refuse(w, http.StatusForbidden, "pages of another origin have no business here")
		case r.Method == http.MethodPost && !isJSON(r.Header.Get("Content-Type")):
			refuse(w, http.StatusUnsupportedMediaType, "the Content-Type has to be application/json")
		default:
			next.ServeHTTP(w, r)
		}
	})
}

func isJSON(contentType string) bool {
	kind, _, err := mime.ParseMediaType(contentType)
	return err == nil && kind == "application/json"
}
