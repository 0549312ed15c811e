//go:build !unix

package socket

import "syscall"

func private(string, string, syscall.RawConn) error { return nil }

func alone(_ string, do func() error) error { return do() }
