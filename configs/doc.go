// Package configs holds the example configs that come with dray, for the demo
// and for tests. It imports nothing of dray.
package configs
