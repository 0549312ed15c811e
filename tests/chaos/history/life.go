package history

import "time"

// Life is one process, from its start to its end.
type Life struct {
	Number  int       `json:"life"`
	Replica int       `json:"replica"`
	Started time.Time `json:"started"`
	Ended   time.Time `json:"ended,omitzero"`
	End     What      `json:"end,omitempty"` // Kill or Terminate
	Code    int       `json:"code"`          // what it exited with
}

// What befalls a process or a broker.
type What string

// All that can.
const (
	Kill       What = "kill -9"
	Terminate  What = "SIGTERM"
	Stand      What = "SIGSTOP" // for longer than the session
	Cut        What = "cut"     // from Kafka, CircleCI or Port
	BrokerStop What = "broker restart"
	BrokerKill What = "broker kill -9"
	// GivenUp is not done to a process: it says of itself that the group gave it up.
	GivenUp What = "partitions lost"
)

// Peer is whom a process can be cut off from.
type Peer string

// The peers.
const (
	Kafka    Peer = "kafka"
	CircleCI Peer = "circleci"
	Port     Peer = "port"
)

// Trouble is something that befell a process or a broker.
type Trouble struct {
	What    What          `json:"what"`
	After   int           `json:"after"`          // so many runs had reached CircleCI
	Target  int           `json:"target"`         // the replica or broker
	Life    int           `json:"life,omitempty"` // the replica's process at its begin
	Peer    Peer          `json:"peer,omitempty"`
	Silent  bool          `json:"silent,omitempty"` // a cut that swallows, rather than refuses
	Planned time.Duration `json:"planned,omitempty"`
	From    time.Time     `json:"from"`
	To      time.Time     `json:"to,omitzero"`
}

// Beyond says whether it lasts longer than a session.
func (t Trouble) Beyond(session time.Duration) bool { return t.Planned >= session }
