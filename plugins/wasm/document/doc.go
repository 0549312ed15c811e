// Package document is what a transform module reads and writes: one document for
// each call, made of the run and addressed by JSON Pointer (RFC 6901). It looks
// into the decoded run instead of making JSON of it, and copies only the levels
// that are written to, so that a call costs what it touches.
//
// # What is where
//
//   - /request/method, /request/url: strings, set but not removed. A method is put
//     in capitals; a URL is taken as it is, and judged by who sends to it.
//   - /request/headers/NAME: a string or a list of strings, the name without regard
//     to case. Sensitive ones are set and removed as a whole, and never read.
//   - /request/query/NAME: a string or a list of strings.
//   - /request/body and below: any JSON. Null and missing are one: no body.
//   - /event, /config, /run/{id,attempt,topic,now}: read only.
//
// A run without a request has no /request until something in it is set. What the
// document doesn't know, such as /other or /request/other, is absent, and can't be
// set. One value of a header or a query parameter reads as a string, several as a
// list, and what was set in this call as it was set; an empty list removes the name.
// Values set in the place of others keep their places in the query; more of them
// follow the last one of the name.
//
// # Writing
//
// A set or remove that gives a code other than 0 changes nothing. Parents that are
// missing or null are made: a list where "-" comes next, else an object, also for
// digits, which are fine names ("2024"). "-" in a list is the element after the
// last, also on the way to a member of it: /request/body/list/-/name appends an
// object. Other than that an index must be there: a set beyond the list gives -1.
// Values are one JSON text in UTF-8 without lone surrogates and without two equal
// names in an object. The body may be 1,000 levels deep. All that is set in one
// call may take eight times the bytes of one value.
//
// Where several codes would do, a bad pointer comes first, then the size, then
// whether the place may be read or written.
//
// The package imports sdk, its own subpackages and the standard library.
package document
