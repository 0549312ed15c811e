//go:build unix

package socket

import (
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// private has a socket made with a mode that lets its owner alone in. On Linux a
// socket's file takes its mode from the socket's; elsewhere the mode is set after.
func private(_, _ string, conn syscall.RawConn) error {
	return conn.Control(func(fd uintptr) { _ = unix.Fchmod(int(fd), 0o600) })
}

// alone does something in a folder that two processes must not do at once.
func alone(dir string, do func() error) error {
	lock, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer func() { _ = lock.Close() }() // which unlocks it
	// Where folders can't be locked it is done all the same: two that start within
	// a moment are rare.
	_ = unix.Flock(int(lock.Fd()), unix.LOCK_EX)
	return do()
}
