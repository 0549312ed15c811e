// Package town is all that a storm rages in: three real brokers, stand-ins for
// CircleCI and Port that note who called, and replicas of dray as processes of
// their own, each behind proxies that can be cut.
//
// A process is known by the addresses that it was given: they carry its number.
// The package imports history and links, and of ours the stand-ins, the brokers of
// tests/kafka, and the events of tests/e2e.
package town
