// Package verify tells whether a message is what Port signed, on the raw bytes
// and before anything else looks at them.
//
// Port signs the compact message in its own key order, without the signature
// and its timestamp. Decoding and encoding again would change that text (key
// order, escapes, the spelling of numbers), so [Cut] takes the two members out
// of the bytes as they came and keeps every other token verbatim.
//
// It may import the standard library and a JSON tokenizer, nothing of dray.
package verify
