// Command bom adds an image's files to a bill of materials in CycloneDX's JSON, which
// cyclonedx-gomod has made of the modules: bom LAYOUT FILE rewrites FILE.
package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"

	"github.com/drayhq/dray/tests/image/layout"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "bom LAYOUT FILE")
		os.Exit(2)
	}
	if err := add(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func add(image, path string) error {
	of, err := layout.Read(image)
	if err != nil {
		return err
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("reading the bill of materials: %w", err)
	}
	var bom map[string]any
	if err := json.Unmarshal(text, &bom); err != nil {
		return fmt.Errorf("reading %s: %w", path, err)
	}
	components, _ := bom["components"].([]any)
	for _, file := range of.Files {
		if !file.Mode.IsRegular() {
			continue
		}
		hash := sha256.Sum256(file.Content)
		components = append(components, map[string]any{
			"bom-ref": "file:/" + file.Path, "type": "file", "name": "/" + file.Path,
			"hashes": []any{map[string]any{"alg": "SHA-256", "content": hex.EncodeToString(hash[:])}},
		})
	}
	bom["components"] = components
	if text, err = json.MarshalIndent(bom, "", "  "); err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	return os.WriteFile(path, append(text, '\n'), 0o644)
}
