// Command up runs the broker of the tests until it is interrupted, and says how
// dray gets to it.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/drayhq/dray/tests/kafka/server"
)

func main() {
	if err := up(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func up() error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	dir, err := os.MkdirTemp("", "dray-kafka-")
	if err != nil {
		return fmt.Errorf("making the broker's folder: %w", err)
	}
	defer os.RemoveAll(dir)
	fmt.Fprintln(os.Stderr, "Starting Kafka; the first time it is fetched.")
	broker, err := server.Start(ctx, dir)
	if err != nil {
		return err
	}
	defer broker.Stop()
	admin := broker.Admin()
	fmt.Printf(`export KAFKA_CONSUMER_BROKERS=%s
export KAFKA_CONSUMER_SECURITY_PROTOCOL=SASL_SSL
export KAFKA_CONSUMER_AUTHENTICATION_MECHANISM=%s
export KAFKA_CONSUMER_USERNAME=%s
export KAFKA_CONSUMER_PASSWORD=%s
export DRAY_KAFKA_TLS_CA_FILE=%s
`, admin.Brokers[0], admin.SASL.Mechanism, admin.SASL.Username, admin.SASL.Password, admin.TLS.CAFile)
	fmt.Fprintln(os.Stderr, "Kafka is up. Ctrl-C ends it and drops its data.")
	<-ctx.Done()
	return nil
}
