// Package play is for trying an event, a mapping and modules while writing them: a
// [Bench] opens the config's routes anew for each [Query], with what that puts in the
// place of their mapping, and shows what explain makes of it. Nothing is sent, and no
// file is written. The folder page serves it to a browser.
//
// It may import core/explain and what makes the routes: core/config, core/app/table, the
// plugins and the examples that come with dray.
package play
