package server

import (
	"fmt"
	"math/rand/v2"
	"net"
	"strings"
)

// layout is where one broker of a cluster stands.
type layout struct {
	id, brokers int    // ids count from 1
	voters      string // all controllers, as Kafka takes them
	ports       ports
	ways        []passage
}

// ports are those of the listeners that every broker has.
type ports struct{ client, internal, controller int }

// passage is a listener that clients get to by another address.
type passage struct {
	port       int
	advertised string
}

// Way puts something between clients and a broker: it is told where the broker
// will listen, host:port, and gives the address to go by instead.
type Way func(upstream string) (address string, err error)

// layOut takes free ports for so many brokers, each with the ways beside its own
// listener.
func layOut(brokers int, ways []Way) ([]layout, error) {
	const own = 3
	free, err := freePorts(brokers * (own + len(ways)))
	if err != nil {
		return nil, err
	}
	out := make([]layout, brokers)
	voters := make([]string, brokers)
	for i := range out {
		mine := free[i*(own+len(ways)):]
		out[i] = layout{id: i + 1, brokers: brokers, ports: ports{client: mine[0], internal: mine[1], controller: mine[2]}}
		voters[i] = fmt.Sprintf("%d@127.0.0.1:%d", i+1, mine[2])
		for j, way := range ways {
			address, err := way(fmt.Sprintf("127.0.0.1:%d", mine[own+j]))
			if err != nil {
				return nil, fmt.Errorf("laying a way to broker %d: %w", i+1, err)
			}
			out[i].ways = append(out[i].ways, passage{mine[own+j], address})
		}
	}
	for i := range out {
		out[i].voters = strings.Join(voters, ",")
	}
	return out, nil
}

// freePorts takes ports that nobody uses now, and below those that systems hand out by
// themselves: until the brokers have started, which takes seconds, one of those would be
// handed out again.
func freePorts(n int) ([]int, error) {
	const from, to = 10_000, 30_000
	var out []int
	var taken []net.Listener // until all are, so that they differ
	defer func() {
		for _, listener := range taken {
			listener.Close()
		}
	}()
	for tries := 0; len(out) < n; tries++ {
		port := from + rand.IntN(to-from)
		listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
		switch {
		case err == nil:
			taken = append(taken, listener)
			out = append(out, port)
		case tries > 100*n:
			return nil, fmt.Errorf("looking for a free port: %w", err)
		}
	}
	return out, nil
}
