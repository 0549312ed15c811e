//go:build !lean

package main

import "github.com/spf13/cobra"

// others are the commands that a lean build leaves out, for the demo is answered the sooner.
func others(s streams) []*cobra.Command { return []*cobra.Command{newPlay(s), newTest(s)} }
