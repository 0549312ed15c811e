package server

import (
	"bytes"
	"context"
	"crypto/sha256"
	_ "embed" // the pom
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

//go:embed pom.xml
var pom []byte

// jars gives the folder that holds Kafka, fetched if it is not there yet. Its
// name comes from the pom, so that another version gets another folder.
func jars(ctx context.Context) (string, error) {
	for _, tool := range []string{"java", "mvn"} {
		if _, err := exec.LookPath(tool); err != nil {
			return "", fmt.Errorf("real Kafka needs Java 17 and Maven (Debian: apt-get install openjdk-17-jre-headless maven), or KAFKA_BROKERS to point at one that runs: %w", err)
		}
	}
	cache, err := cacheDir()
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(pom)
	dir := filepath.Join(cache, "kafka-"+hex.EncodeToString(sum[:6]))
	if _, err := os.Stat(dir); err == nil {
		return dir, nil
	}
	work, err := os.MkdirTemp(cache, "fetching-")
	if err != nil {
		return "", fmt.Errorf("making a folder to fetch Kafka into: %w", err)
	}
	defer os.RemoveAll(work)
	file := filepath.Join(work, "pom.xml")
	if err := os.WriteFile(file, pom, 0o600); err != nil {
		return "", fmt.Errorf("writing what to fetch: %w", err)
	}
	fetched := filepath.Join(work, "jars")
	maven := exec.CommandContext(ctx, "mvn", "-q", "-B", "-f", file, "dependency:copy-dependencies", "-DincludeScope=runtime", "-DoutputDirectory="+fetched)
	if said, err := maven.CombinedOutput(); err != nil {
		return "", fmt.Errorf("fetching Kafka with Maven: %w\n%s", err, bytes.TrimSpace(said))
	}
	if err := os.Rename(fetched, dir); err != nil && !errors.Is(err, os.ErrExist) {
		return "", fmt.Errorf("keeping what was fetched: %w", err)
	}
	return dir, nil
}

func cacheDir() (string, error) {
	dir := os.Getenv("DRAY_CACHE")
	if dir == "" {
		user, err := os.UserCacheDir()
		if err != nil {
			return "", fmt.Errorf("looking for the cache folder (DRAY_CACHE can name one): %w", err)
		}
		dir = filepath.Join(user, "dray")
	}
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return "", fmt.Errorf("making the cache folder: %w", err)
	}
	return dir, nil
}
