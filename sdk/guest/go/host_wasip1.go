package guest

import "unsafe"

//go:wasmimport dray get
//go:noescape
func get(pointer unsafe.Pointer, length uint32, buffer unsafe.Pointer, room uint32) int32

//go:wasmimport dray set
//go:noescape
func set(pointer unsafe.Pointer, length uint32, json unsafe.Pointer, jsonLength uint32) int32

//go:wasmimport dray remove
//go:noescape
func removeAt(pointer unsafe.Pointer, length uint32) int32

//go:wasmimport dray log
//go:noescape
func log(level int32, message unsafe.Pointer, length uint32)

//go:wasmimport dray reason
//go:noescape
func reason(message unsafe.Pointer, length uint32)

func hostGet(pointer, buffer []byte) int32 {
	return get(start(pointer), size(pointer), start(buffer), size(buffer))
}

func hostSet(pointer, json []byte) int32 {
	return set(start(pointer), size(pointer), start(json), size(json))
}

func hostRemove(pointer []byte) int32 { return removeAt(start(pointer), size(pointer)) }

func hostLog(level int32, message string) {
	log(level, unsafe.Pointer(unsafe.StringData(message)), uint32(len(message)))
}

func hostReason(message string) {
	reason(unsafe.Pointer(unsafe.StringData(message)), uint32(len(message)))
}

func start(b []byte) unsafe.Pointer { return unsafe.Pointer(unsafe.SliceData(b)) }
func size(b []byte) uint32          { return uint32(len(b)) }

// The handshake: dray looks for the export and never calls it.
//
//go:wasmexport dray_abi_1
func handshake() {}

// What -buildmode=c-shared leaves out: it initialises packages and calls no main.
//
//go:linkname mainMain main.main
func mainMain()

var mainCalled bool

func callMain() {
	if !mainCalled {
		mainCalled = true
		mainMain()
	}
}

//go:wasmexport configure
func configure() int32 {
	callMain()
	if handler.configure == nil {
		return 0
	}
	return resultOf(handler.configure())
}

//go:wasmexport transform
func transform() int32 {
	callMain()
	if handler.transform == nil {
		return resultOf(Fail("the module has no transform: its main doesn't call guest.Handle"))
	}
	return resultOf(handler.transform())
}
