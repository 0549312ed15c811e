package link

import (
	"net"
	"sync/atomic"
)

// countingConn counts what is written. httptrace can't tell: it reports headers
// as written while they are still in a buffer, and headers larger than the
// buffer only after the first of them have gone out.
type countingConn struct {
	net.Conn
	written atomic.Int64
	may     atomic.Pointer[func() error] // asked before each write; nil: nobody is
}

func (c *countingConn) Write(p []byte) (int, error) {
	if may := c.may.Load(); may != nil {
		if err := (*may)(); err != nil {
			return 0, err
		}
	}
	n, err := c.Conn.Write(p)
	c.written.Add(int64(n))
	return n, err
}

// Mark remembers how much had been written to a connection. The zero Mark is
// that of no connection.
type Mark struct {
	taken bool
	conn  *countingConn
	at    int64
}

// MarkOf takes the mark of a connection that a transport of [New] gave.
func MarkOf(conn net.Conn) Mark {
	if c := counting(conn); c != nil {
		return Mark{taken: true, conn: c, at: c.written.Load()}
	}
	return Mark{taken: true}
}

// Guard has may asked before each write to the connection from now on, until another
// takes its place. What it says holds for all that share the connection.
func Guard(conn net.Conn, may func() error) {
	if c := counting(conn); c != nil {
		c.may.Store(&may)
	}
}

func counting(conn net.Conn) *countingConn {
	for {
		switch c := conn.(type) {
		case *countingConn:
			return c
		case interface{ NetConn() net.Conn }: // *tls.Conn
			conn = c.NetConn()
		default:
			return nil
		}
	}
}

// Wrote tells whether anything has gone out since the mark was taken. What it
// can't know it takes for written: a connection that isn't counted, and the
// alert that ends a TLS connection, which looks like any other record.
func (m Mark) Wrote() bool {
	return m.taken && (m.conn == nil || m.conn.written.Load() > m.at)
}
