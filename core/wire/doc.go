// Package wire writes and reads the records that dray keeps on disk: a byte that
// says the format's version, then fields in protobuf's wire format, so that a
// later dray can add some and an earlier one skips them.
//
// It imports protobuf's protowire and the standard library.
package wire
