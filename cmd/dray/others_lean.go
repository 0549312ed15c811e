//go:build lean

package main

import "github.com/spf13/cobra"

func others(streams) []*cobra.Command { return nil }
