// Package history is what is known of each run of a storm: what was produced and
// when, which process sent it and what it was answered, what Port was told, when
// the broker had it as settled, and what befell the processes meanwhile.
//
// It notes and judges nothing. It imports core's settle, to read commits, and
// stage, to wait for what is noted.
package history
