//go:build wasip1

// Command gofields is the guest of dray ABI 1 in Go: the run id becomes a header and a parameter.
package main

import "unsafe"

//go:wasmimport dray get
func get(pointer unsafe.Pointer, length uint32, buf unsafe.Pointer, room uint32) int32

//go:wasmimport dray set
func set(pointer unsafe.Pointer, length uint32, json unsafe.Pointer, jsonLength uint32) int32

//go:wasmexport dray_abi_1
func abi1() {}

var buf [256]byte

//go:wasmexport transform
func transform() int32 {
	const runID, header, parameter = "/event/context/runId", "/request/headers/X-Run-Id", "/request/body/parameters/run_id"
	n := get(text(runID), uint32(len(runID)), unsafe.Pointer(&buf), uint32(len(buf)))
	if n < 0 || int(n) > len(buf) {
		return 2
	}
	if set(text(header), uint32(len(header)), unsafe.Pointer(&buf), uint32(n)) != 0 ||
		set(text(parameter), uint32(len(parameter)), unsafe.Pointer(&buf), uint32(n)) != 0 {
		return 2
	}
	return 0
}

func text(s string) unsafe.Pointer { return unsafe.Pointer(unsafe.StringData(s)) }

func main() {}
