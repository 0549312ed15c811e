package image

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/drayhq/dray/tests/image/layout"
)

// dir is where .ci/image has put what it made, "" where it has not run.
var dir = os.Getenv("DRAY_TEST_IMAGE")

// architectures are those that there is an image for.
var architectures = []string{"amd64", "arm64"}

// read gives the image of an architecture.
func read(t *testing.T, architecture string) layout.Image {
	t.Helper()
	if dir == "" {
		t.Skip("there is no image: make image-check builds it, as root, and sets DRAY_TEST_IMAGE")
	}
	image, err := layout.Read(filepath.Join(dir, "dray-"+architecture))
	if err != nil {
		t.Fatal(err)
	}
	return image
}

// list writes what is to be compared of the image's files, one a line.
func list(of layout.Image) string {
	var text strings.Builder
	for _, file := range of.Files {
		fmt.Fprintf(&text, "%s %d:%d /%s\n", file.Mode, file.UID, file.GID, file.Path)
	}
	return text.String()
}
