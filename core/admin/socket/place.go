package socket

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"path/filepath"
	"syscall"
	"time"

	"github.com/drayhq/dray/core/config"
)

// Name is that of the socket in a store's folder.
const Name = "admin.sock"

// dialBound is how long whoever listens may take to answer a call.
const dialBound = 2 * time.Second

// ErrNobody says that nobody listens at a place.
var ErrNobody = errors.New("nobody answers there")

// Place is where a dray can listen.
type Place struct{ Network, Address string } // as for net.Listen

// String gives the place as admin.listen has it.
func (p Place) String() string {
	if p.Network == "unix" {
		return "unix:" + p.Address
	}
	return p.Address
}

// Places are where a config's dray may be listening, the first choice first.
type Places struct {
	List []Place
	Said bool // the config names it: there is one at most, and no other will do
}

// Of gives a config's places. What its default is not everybody can make, so
// that the store's folder is the second choice.
func Of(c *config.Config) Places {
	network, address := c.Admin.Address()
	p := Places{Said: c.Origin("admin.listen") != "default"}
	if network != "" {
		p.List = append(p.List, Place{network, address})
	}
	if !p.Said && c.Store.Path != "" {
		p.List = append(p.List, Place{"unix", filepath.Join(c.Store.Path, Name)})
	}
	return p
}

// Dial gets to a place. The error is an [ErrNobody] where nobody listens.
func Dial(ctx context.Context, p Place) (net.Conn, error) {
	conn, err := (&net.Dialer{Timeout: dialBound}).DialContext(ctx, p.Network, p.Address)
	switch {
	case err == nil:
		return conn, nil
	case errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ECONNREFUSED):
		return nil, fmt.Errorf("%s: %w", p, ErrNobody)
	case errors.Is(err, fs.ErrPermission):
		return nil, fmt.Errorf("%s belongs to another user: call as the one that dray runs as, or as root", p)
	default:
		return nil, fmt.Errorf("calling %s: %w", p, err)
	}
}
