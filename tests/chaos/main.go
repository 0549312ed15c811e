package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/drayhq/dray/tests/chaos/paper"
	"github.com/drayhq/dray/tests/chaos/storm"
	"github.com/drayhq/dray/tests/chaos/town"
)

func main() {
	if err := run(flags()); err != nil {
		fmt.Fprintln(os.Stderr, "chaos:", err)
		os.Exit(1)
	}
}

func flags() (o options) {
	flag.StringVar(&o.root, "root", "../..", "the repository's `folder`")
	flag.StringVar(&o.out, "out", "bin/chaos", "where the report goes, a `folder` in the repository's")
	flag.Uint64Var(&o.seed, "seed", 1, "what the plan is drawn from; the same one gives the same plan")
	flag.StringVar(&o.scenarios, "scenarios", "calm,storm,store", "which are run, `names` with commas between")
	flag.IntVar(&o.full.Runs, "runs", 20_000, "how many runs the storm takes; the calm one a tenth, the one with a store a fifth")
	flag.IntVar(&o.full.Kills, "kills", 100, "kill -9 of a replica in the storm; with a store a fifth of them")
	flag.IntVar(&o.full.Terminations, "terminations", 20, "SIGTERM to a replica; in the calm a half of them")
	flag.IntVar(&o.full.Stands, "stands", 10, "SIGSTOP of a replica for longer than its session")
	flag.IntVar(&o.full.Cuts, "cuts", 10, "cuts between a replica and Kafka, CircleCI or Port")
	flag.IntVar(&o.full.BrokerStops, "broker-stops", 5, "restarts of a broker in good order; in the calm a half of them")
	flag.IntVar(&o.full.BrokerKills, "broker-kills", 5, "kill -9 of a broker")
	flag.DurationVar(&o.full.Session, "session", defaultSession, "after which the group gives a silent replica up")
	flag.IntVar(&o.unsettled, "unsettled", 256, "dray's limits.max_unsettled")
	flag.Parse()
	return o
}

func run(o options) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	dir, err := os.MkdirTemp("", "dray-chaos-")
	if err != nil {
		return fmt.Errorf("making a folder: %w", err)
	}
	defer os.RemoveAll(dir)
	root, err := filepath.Abs(o.root)
	if err != nil {
		return fmt.Errorf("looking for the repository: %w", err)
	}
	out := filepath.Join(root, o.out)
	if err := os.RemoveAll(out); err != nil {
		return fmt.Errorf("clearing the last report away: %w", err)
	}
	scenarios, err := o.chosen()
	if err != nil {
		return err
	}
	fmt.Fprintln(os.Stderr, "Starting three brokers; the first time Kafka is fetched.")
	country, err := town.Found(ctx, dir, brokers, replicas)
	if err != nil {
		return err
	}
	defer country.Close()
	var outcomes []storm.Outcome
	for _, s := range scenarios {
		outcome, err := rage(ctx, country, s, town.Options{
			Binary: filepath.Join(root, "bin", "dray"), Mapping: filepath.Join(root, filepath.FromSlash(mapping)),
			Dir: filepath.Join(dir, s.Name), Logs: filepath.Join(out, "logs-"+s.Name),
			Replicas: s.Sizes.Replicas, Partitions: partitions, Session: s.Sizes.Session,
			MaxUnsettled: o.unsettled, Store: s.Name == withStore,
		})
		if err != nil {
			return fmt.Errorf("scenario %s, seed %d: %w", s.Name, s.Seed, err)
		}
		outcomes = append(outcomes, outcome)
	}
	return errors.Join(paper.Write(out, outcomes), paper.Say(os.Stdout, outcomes))
}

func rage(ctx context.Context, country *town.Country, s storm.Storm, o town.Options) (storm.Outcome, error) {
	for _, dir := range []string{o.Dir, o.Logs} {
		if err := os.MkdirAll(dir, 0o750); err != nil {
			return storm.Outcome{}, fmt.Errorf("making a folder: %w", err)
		}
	}
	t, err := town.Open(ctx, country, o)
	if err != nil {
		return storm.Outcome{}, err
	}
	outcome, err := s.Rage(ctx, t)
	return outcome, errors.Join(err, t.Close())
}

// chosen gives the scenarios that are to be run.
func (o options) chosen() (out []storm.Storm, err error) {
	known := o.all()
	for name := range strings.SplitSeq(o.scenarios, ",") {
		i := slices.IndexFunc(known, func(s storm.Storm) bool { return s.Name == name })
		if i < 0 {
			return nil, fmt.Errorf("there is no scenario %q: known are calm, storm and store", name)
		}
		out = append(out, known[i])
	}
	return out, nil
}
