package image

import (
	"bytes"
	"crypto/sha256"
	"debug/buildinfo"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/tests/image/layout"
)

// The bill of materials is made of the sources. It has to name each file of the
// image, and each module that the binary says it is made of, and no other.
func TestBillOfMaterials(t *testing.T) {
	for _, architecture := range architectures {
		image := read(t, architecture)
		text, err := os.ReadFile(filepath.Join(dir, "dray-"+architecture+".cdx.json"))
		if err != nil {
			t.Fatal(err)
		}
		var bom struct {
			Components []struct {
				Type, Name, Version string
				Hashes              []struct{ Content string }
			}
		}
		if err := json.Unmarshal(text, &bom); err != nil {
			t.Fatal(err)
		}
		listed := map[string]string{}
		for _, c := range bom.Components {
			listed[c.Name] = c.Version
			if c.Type == "file" {
				listed[c.Name] = c.Hashes[0].Content
			}
		}
		if diff := cmp.Diff(parts(t, image), listed); diff != "" {
			t.Errorf("%s (-image +bill of materials):\n%s", architecture, diff)
		}
	}
}

// parts gives the files by their hashes, and the modules by their versions.
func parts(t *testing.T, image layout.Image) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, file := range image.Files {
		if !file.Mode.IsRegular() {
			continue
		}
		hash := sha256.Sum256(file.Content)
		out["/"+file.Path] = hex.EncodeToString(hash[:])
		if file.Path != "usr/local/bin/dray" {
			continue
		}
		info, err := buildinfo.Read(bytes.NewReader(file.Content))
		if err != nil {
			t.Fatal(err)
		}
		out["std"], _, _ = strings.Cut(info.GoVersion, " ")
		for _, module := range info.Deps {
			out[module.Path] = module.Version
		}
	}
	if out["std"] == "" {
		t.Fatal("the image has no binary of Go's")
	}
	return out
}
