package server

import (
	"fmt"
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

// properties gives the broker's configuration. Only the client listener and the
// ways are for others; the brokers themselves go by an open one on the loopback.
func properties(dir, keys string, l layout) string {
	lines := []string{
		"process.roles=broker,controller",
		fmt.Sprintf("node.id=%d", l.id),
		"controller.quorum.voters=" + l.voters,
		"inter.broker.listener.name=INTERNAL",
		"controller.listener.names=CONTROLLER",
		"sasl.enabled.mechanisms=SCRAM-SHA-512,SCRAM-SHA-256,PLAIN",
		"authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer",
		"super.users=User:ANONYMOUS;User:" + Admin,
		"log.dirs=" + dataDir(dir),
		"message.max.bytes=20971520",
		"auto.create.topics.enable=false",
		"transaction.state.log.num.partitions=1",
		"group.initial.rebalance.delay.ms=0",
		"group.min.session.timeout.ms=1000",
	}
	lines = append(lines, listeners(keys, l)...)
	lines = append(lines, copies(l.brokers)...)
	return strings.Join(append(lines, ""), "\n")
}

// listeners gives those of the broker, and who may come in by which.
func listeners(keys string, l layout) []string {
	listen := fmt.Sprintf("CLIENT://127.0.0.1:%d,INTERNAL://127.0.0.1:%d", l.ports.client, l.ports.internal)
	advertised, protocols, forClients := listen, "CLIENT:SASL_SSL,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT", []string{"client"}
	for i, way := range l.ways {
		name := fmt.Sprintf("WAY%d", i)
		listen += fmt.Sprintf(",%s://127.0.0.1:%d", name, way.port)
		advertised += fmt.Sprintf(",%s://%s", name, way.advertised)
		protocols += "," + name + ":SASL_SSL"
		forClients = append(forClients, strings.ToLower(name))
	}
	plain := fmt.Sprintf(`org.apache.kafka.common.security.plain.PlainLoginModule required user_%s="%s" user_%s="%s";`, Admin, AdminPassword, User, UserPassword)
	scram := `org.apache.kafka.common.security.scram.ScramLoginModule required;`
	lines := []string{
		fmt.Sprintf("listeners=%s,CONTROLLER://127.0.0.1:%d", listen, l.ports.controller),
		"advertised.listeners=" + advertised,
		"listener.security.protocol.map=" + protocols,
	}
	for _, name := range forClients {
		prefix := "listener.name." + name + "."
		lines = append(lines,
			prefix+"scram-sha-512.sasl.jaas.config="+scram,
			prefix+"scram-sha-256.sasl.jaas.config="+scram,
			prefix+"plain.sasl.jaas.config="+plain,
			prefix+"ssl.keystore.type=PEM",
			prefix+"ssl.keystore.location="+storeFile(keys),
		)
	}
	return lines
}

// copies says how often the brokers keep what they are given. More than one take
// over from each other soon: by default it takes 9 s to notice that one is gone.
func copies(brokers int) []string {
	lines := []string{"offsets.topic.num.partitions=1"}
	for _, topic := range []string{"offsets.topic", "transaction.state.log"} {
		lines = append(lines, fmt.Sprintf("%s.replication.factor=%d", topic, brokers))
	}
	least := max(1, brokers-1)
	return append(lines,
		fmt.Sprintf("default.replication.factor=%d", brokers),
		fmt.Sprintf("min.insync.replicas=%d", least),
		fmt.Sprintf("transaction.state.log.min.isr=%d", least),
		"broker.heartbeat.interval.ms=500",
		"broker.session.timeout.ms=3000",
	)
}
