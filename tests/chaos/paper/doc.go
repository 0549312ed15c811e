// Package paper writes down what became of storms: the figures as Markdown, and
// each run's history as NDJSON.
package paper
