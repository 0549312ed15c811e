package host

import (
	"math/rand/v2"
	"strconv"
)

// random gives numbers that a run and its attempt decide, anew for each call. It is
// seeded when a guest asks first, for most never do.
type random struct {
	run     string
	attempt int
	seeded  bool
	source  *rand.ChaCha8
}

func (r *random) reset(run string, attempt int) { r.run, r.attempt, r.seeded = run, attempt, false }

// Read fills p.
func (r *random) Read(p []byte) (int, error) {
	if !r.seeded {
		seed := seed(r.run + "/" + strconv.Itoa(r.attempt))
		if r.source == nil {
			r.source = rand.NewChaCha8(seed)
		}
		r.source.Seed(seed)
		r.seeded = true
	}
	return r.source.Read(p)
}

// seed makes a seed of a text, the same in each process.
func seed(text string) (out [32]byte) {
	copy(out[:], text)
	for i := len(out); i < len(text); i++ {
		out[i%len(out)] = out[i%len(out)]*31 + text[i]
	}
	return out
}
