// Package storm has a plan happen to a town: it produces runs at the pace at which
// the troubles fall, makes each trouble happen when the stream of runs has come to
// it, waits until all is quiet, and has the history judged.
package storm
