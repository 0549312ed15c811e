package server

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/intake/kafkaclient"
)

// Server is a broker and its folder.
type Server struct {
	dir     string
	jars    string
	ports   ports
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
	folder, err := jars(ctx)
	if err != nil {
		return nil, err
	}
	free, err := freePorts()
	if err != nil {
		return nil, err
	}
	s := &Server{dir: dir, jars: folder, ports: free}
	if err := certify(storeFile(dir), caFile(dir)); err != nil {
		return nil, err
	}
	if err := os.WriteFile(configFile(dir), []byte(properties(dir, free)), 0o600); err != nil {
		return nil, fmt.Errorf("writing the broker's configuration: %w", err)
	}
	if err := s.format(ctx); err != nil {
		return nil, err
	}
	if err := s.Resume(ctx); err != nil {
		return nil, err
	}
	if err := s.grant(ctx); err != nil {
		s.Stop()
		return nil, err
	}
	return s, nil
}

// Kafka gives the config of a client that is User, with topics and group unset.
func (s *Server) Kafka() config.Kafka { return s.as(User, UserPassword) }

// Admin gives the config of a client that may do anything.
func (s *Server) Admin() config.Kafka { return s.as(Admin, AdminPassword) }

func (s *Server) as(user, password string) config.Kafka {
	return config.Kafka{
		Brokers: []string{fmt.Sprintf("127.0.0.1:%d", s.ports.client)},
		TLS:     config.TLS{Enabled: true, CAFile: caFile(s.dir)},
		SASL:    config.SASL{Mechanism: "SCRAM-SHA-512", Username: user, Password: password},
	}
}

// format prepares the data folder; SCRAM users can be made only here, for without
// one nobody gets in to make more.
func (s *Server) format(ctx context.Context) error {
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

func (s *Server) grant(ctx context.Context) error {
	opts, err := kafkaclient.Options(s.Admin())
	if err != nil {
		return err
	}
	client, err := kgo.NewClient(opts...)
	if err != nil {
		return fmt.Errorf("making a Kafka client: %w", err)
	}
	defer client.Close()
	rights := kadm.NewACLs().Allow("User:" + User).AllowHosts().ResourcePatternType(kadm.ACLPatternLiteral).
		Topics("*").Groups("*").Operations(kadm.OpRead)
	results, err := kadm.NewClient(client).CreateACLs(ctx, rights)
	if err != nil {
		return fmt.Errorf("granting rights: %w", err)
	}
	for _, result := range results {
		if result.Err != nil {
			return fmt.Errorf("granting rights: %w", result.Err)
		}
	}
	return nil
}
