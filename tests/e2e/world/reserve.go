package world

import (
	"fmt"
	"net"
	"os"
	"syscall"
	"testing"
)

// Reserved is a place on the loopback that is nobody else's for as long as the test
// runs, and refuses connections until somebody listens there: who just closes a listener
// finds another test behind its address.
type Reserved struct {
	Address string // host:port
	file    *os.File
}

// Reserve takes one. Who wants to listen at its address can, for the socket that holds
// it doesn't.
func Reserve(t testing.TB) Reserved {
	t.Helper()
	syscall.ForkLock.RLock()
	fd, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM, 0)
	if err == nil {
		syscall.CloseOnExec(fd)
	}
	syscall.ForkLock.RUnlock()
	if err != nil {
		t.Fatal(err)
	}
	r := Reserved{file: os.NewFile(uintptr(fd), "reserved")}
	t.Cleanup(func() { r.file.Close() })
	if err := syscall.SetsockoptInt(fd, syscall.SOL_SOCKET, syscall.SO_REUSEADDR, 1); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Bind(fd, &syscall.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}}); err != nil {
		t.Fatal(err)
	}
	name, err := syscall.Getsockname(fd)
	if err != nil {
		t.Fatal(err)
	}
	at, ok := name.(*syscall.SockaddrInet4)
	if !ok {
		t.Fatalf("the socket's address is a %T", name)
	}
	r.Address = fmt.Sprintf("127.0.0.1:%d", at.Port)
	return r
}

// Listen has somebody listen there.
func (r Reserved) Listen(t testing.TB) net.Listener {
	t.Helper()
	l, err := net.Listen("tcp", r.Address)
	if err != nil {
		t.Fatal(err)
	}
	return l
}
