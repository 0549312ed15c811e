package server

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/drayhq/dray/core/config"
)

// Server is a broker and its folder.
type Server struct {
	dir     string
	keys    string // the folder with the certificate
	jars    string
	layout  layout
	process *process // nil while it is stopped
}

func storeFile(dir string) string  { return filepath.Join(dir, "broker.pem") }
func caFile(dir string) string     { return filepath.Join(dir, "ca.pem") }
func dataDir(dir string) string    { return filepath.Join(dir, "data") }
func configFile(dir string) string { return filepath.Join(dir, "server.properties") }
func logFile(dir string) string    { return filepath.Join(dir, "server.log") }

// Start starts a broker on free ports, with all its files in dir, which must be
// empty, and returns when it answers and User has its rights. An error says what
// is missing on this machine, or ends with what the broker said last.
func Start(ctx context.Context, dir string) (*Server, error) {
	cluster, err := StartCluster(ctx, dir, 1)
	if err != nil {
		return nil, err
	}
	return cluster.Brokers[0], nil
}

// Kafka gives the config of a client that is User, with topics and group unset.
func (s *Server) Kafka() config.Kafka { return s.as(User, UserPassword) }

// Admin gives the config of a client that may do anything.
func (s *Server) Admin() config.Kafka { return s.as(Admin, AdminPassword) }

func (s *Server) as(user, password string) config.Kafka {
	return as(user, password, s.keys, fmt.Sprintf("127.0.0.1:%d", s.layout.ports.client))
}

func as(user, password, keys string, brokers ...string) config.Kafka {
	return config.Kafka{
		Brokers: brokers,
		TLS:     config.TLS{Enabled: true, CAFile: caFile(keys)},
		SASL:    config.SASL{Mechanism: "SCRAM-SHA-512", Username: user, Password: password},
	}
}

// prepare writes the broker's configuration and formats its storage. SCRAM users
// can be made only here, for without one nobody gets in to make more.
func (s *Server) prepare(ctx context.Context) error {
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return fmt.Errorf("making the broker's folder: %w", err)
	}
	if err := os.WriteFile(configFile(s.dir), []byte(properties(s.dir, s.keys, s.layout)), 0o600); err != nil {
		return fmt.Errorf("writing the broker's configuration: %w", err)
	}
	arguments := []string{"format", "--cluster-id", "ZHJheS10ZXN0LWJyb2tlcg", "--config", configFile(s.dir)}
	for _, mechanism := range []string{"SCRAM-SHA-512", "SCRAM-SHA-256"} {
		for user, password := range map[string]string{Admin: AdminPassword, User: UserPassword} {
			arguments = append(arguments, "--add-scram", fmt.Sprintf("%s=[name=%s,password=%s]", mechanism, user, password))
		}
	}
	if said, err := s.java(ctx, "kafka.tools.StorageTool", arguments...).CombinedOutput(); err != nil {
		return fmt.Errorf("formatting the broker's storage: %w\n%s", err, said)
	}
	return nil
}
