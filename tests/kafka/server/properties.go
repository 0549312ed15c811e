package server

import (
	"fmt"
	"net"
	"strings"
)

// Users of the broker, with SCRAM-SHA-512, SCRAM-SHA-256 and PLAIN alike. Admin
// may do anything. User may read topics and use groups, and nothing else: what
// Port grants.
const (
	Admin         = "admin"
	AdminPassword = "admin-of-the-test-broker"
	User          = "org"
	UserPassword  = "reader-of-the-test-broker"
)

type ports struct{ client, internal, controller int }

// properties gives the broker's configuration. Only the client listener is for
// others; the broker itself goes by an open one on the loopback.
func properties(dir string, p ports) string {
	plain := fmt.Sprintf(`org.apache.kafka.common.security.plain.PlainLoginModule required user_%s="%s" user_%s="%s";`, Admin, AdminPassword, User, UserPassword)
	scram := `org.apache.kafka.common.security.scram.ScramLoginModule required;`
	return strings.Join([]string{
		"process.roles=broker,controller",
		"node.id=1",
		fmt.Sprintf("controller.quorum.voters=1@127.0.0.1:%d", p.controller),
		fmt.Sprintf("listeners=CLIENT://127.0.0.1:%d,INTERNAL://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d", p.client, p.internal, p.controller),
		"listener.security.protocol.map=CLIENT:SASL_SSL,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT",
		"inter.broker.listener.name=INTERNAL",
		"controller.listener.names=CONTROLLER",
		"sasl.enabled.mechanisms=SCRAM-SHA-512,SCRAM-SHA-256,PLAIN",
		"listener.name.client.scram-sha-512.sasl.jaas.config=" + scram,
		"listener.name.client.scram-sha-256.sasl.jaas.config=" + scram,
		"listener.name.client.plain.sasl.jaas.config=" + plain,
		"listener.name.client.ssl.keystore.type=PEM",
		"listener.name.client.ssl.keystore.location=" + storeFile(dir),
		"authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer",
		"super.users=User:ANONYMOUS;User:" + Admin,
		"log.dirs=" + dataDir(dir),
		"message.max.bytes=20971520",
		"auto.create.topics.enable=false",
		"offsets.topic.num.partitions=1",
		"offsets.topic.replication.factor=1",
		"transaction.state.log.num.partitions=1",
		"transaction.state.log.replication.factor=1",
		"transaction.state.log.min.isr=1",
		"group.initial.rebalance.delay.ms=0",
		"group.min.session.timeout.ms=1000",
		"",
	}, "\n")
}

// freePorts takes ports that nobody uses now.
func freePorts() (ports, error) {
	var p ports
	var taken []net.Listener // until all are, so that they differ
	defer func() {
		for _, listener := range taken {
			listener.Close()
		}
	}()
	for _, port := range []*int{&p.client, &p.internal, &p.controller} {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return p, fmt.Errorf("looking for a free port: %w", err)
		}
		taken = append(taken, listener)
		*port = listener.Addr().(*net.TCPAddr).Port
	}
	return p, nil
}
