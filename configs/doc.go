// Package configs holds the example configs that come with dray, for the demo
// and for tests, and the JSON Schema that they keep to. It imports nothing of dray.
package configs
