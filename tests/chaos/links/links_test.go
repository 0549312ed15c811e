package links

import (
	"bufio"
	"errors"
	"io"
	"net"
	"os"
	"testing"
	"time"
)

// echo answers each line with itself.
func echo(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() { _, _ = io.Copy(conn, conn) }()
		}
	}()
	return listener.Addr().String()
}

type line struct{ net.Conn }

func dial(t *testing.T, address string) line {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return line{conn}
}

// ask sends a line and waits for it to come back, for half a second at most.
func (l line) ask() error {
	if _, err := l.Write([]byte("hello\n")); err != nil {
		return err
	}
	_ = l.SetReadDeadline(time.Now().Add(500 * time.Millisecond))
	_, err := bufio.NewReader(l).ReadString('\n')
	return err
}

func TestALinkIsCutAndMended(t *testing.T) {
	link, err := New().To(echo(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(link.Close)
	before := dial(t, link.Address)
	if err := before.ask(); err != nil {
		t.Fatal("through a new link:", err)
	}
	if err := link.Swallow(); err != nil {
		t.Fatal(err)
	}
	for name, conn := range map[string]line{"open": before, "new": dial(t, link.Address)} {
		if err := conn.ask(); !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("on the %s connection of a link that swallows: %v, want silence", name, err)
		}
	}
	if err := link.Mend(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := dial(t, link.Address).ask(); err != nil {
		t.Error("through the mended link:", err)
	}

	link.Refuse()
	if conn, err := net.Dial("tcp", link.Address); err == nil {
		conn.Close()
		t.Error("a link that refuses takes a connection")
	}
	if err := link.Mend(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := dial(t, link.Address).ask(); err != nil {
		t.Error("through the link mended again:", err)
	}
}
