// Package plan draws up a storm from a seed: what CircleCI does with each run, and
// what befalls whom after how many runs. The same seed and sizes give the same plan.
//
// It is pure and imports history only.
package plan
