package layout

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Image is an image of one architecture.
type Image struct {
	Config Config
	Files  []File // in the order of the layers
	Packed int64  // bytes of manifest, config and layers, as a registry keeps them
}

// Config is what the image says of itself.
type Config struct {
	Architecture string `json:"architecture"`
	OS           string `json:"os"`
	Config       struct {
		User       string            `json:"User"`
		Env        []string          `json:"Env"`
		Entrypoint []string          `json:"Entrypoint"`
		Cmd        []string          `json:"Cmd"`
		WorkingDir string            `json:"WorkingDir"`
		Labels     map[string]string `json:"Labels"`
	} `json:"config"`
}

type descriptor struct {
	Digest string `json:"digest"`
	Size   int64  `json:"size"`
}

// Read reads the layout in dir, which holds one image.
func Read(dir string) (Image, error) {
	var index struct {
		Manifests []descriptor `json:"manifests"`
	}
	if err := read(filepath.Join(dir, "index.json"), &index); err != nil {
		return Image{}, err
	}
	if len(index.Manifests) != 1 {
		return Image{}, fmt.Errorf("%s holds %d images, want one", dir, len(index.Manifests))
	}
	var manifest struct {
		Config descriptor   `json:"config"`
		Layers []descriptor `json:"layers"`
	}
	if err := read(blob(dir, index.Manifests[0]), &manifest); err != nil {
		return Image{}, err
	}
	image := Image{Packed: index.Manifests[0].Size + manifest.Config.Size}
	if err := read(blob(dir, manifest.Config), &image.Config); err != nil {
		return Image{}, err
	}
	for _, layer := range manifest.Layers {
		image.Packed += layer.Size
		files, err := readLayer(blob(dir, layer))
		if err != nil {
			return Image{}, err
		}
		image.Files = append(image.Files, files...)
	}
	return image, nil
}

// Size gives the bytes that the image takes unpacked.
func (i Image) Size() (size int64) {
	for _, file := range i.Files {
		size += int64(len(file.Content))
	}
	return size
}

func blob(dir string, of descriptor) string {
	algorithm, hash, _ := strings.Cut(of.Digest, ":")
	return filepath.Join(dir, "blobs", algorithm, hash)
}

func read(path string, into any) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("reading the image: %w", err)
	}
	if err := json.Unmarshal(text, into); err != nil {
		return fmt.Errorf("reading the image's %s: %w", path, err)
	}
	return nil
}
