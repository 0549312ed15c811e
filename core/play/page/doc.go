// Package page serves the page of a bench: four files that are embedded, and the API that
// they ask. Who may ask is guard's business.
//
// It may import core/play, x/net and the standard library.
package page
