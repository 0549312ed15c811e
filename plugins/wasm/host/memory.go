package host

import "github.com/tetratelabs/wazero/api"

// Bytes gives a part of the guest's memory, to be read before the guest goes on. A
// part that lies outside stops the guest.
func Bytes(mod api.Module, ptr, length uint64) []byte {
	if mem := mod.Memory(); mem != nil {
		if b, ok := mem.Read(uint32(ptr), uint32(length)); ok { //nolint:gosec // i32 each
			return b
		}
	}
	Stop("it gave a pointer outside its memory: %d bytes at %d", uint32(length), uint32(ptr)) //nolint:gosec // i32 each
	return nil
}
