package layout

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// File is a file or a folder of the image.
type File struct {
	Path     string // without a slash in front
	Mode     fs.FileMode
	UID, GID int
	Time     time.Time
	Content  []byte // nil for a folder
}

func readLayer(path string) ([]File, error) {
	packed, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("opening a layer: %w", err)
	}
	defer packed.Close()
	plain, err := gzip.NewReader(packed)
	if err != nil {
		return nil, fmt.Errorf("unpacking a layer: %w", err)
	}
	var files []File
	for in := tar.NewReader(plain); ; {
		header, err := in.Next()
		switch {
		case errors.Is(err, io.EOF):
			return files, nil
		case err != nil:
			return nil, fmt.Errorf("unpacking a layer: %w", err)
		}
		file := File{
			Path: filepath.Clean(header.Name), Mode: header.FileInfo().Mode(),
			UID: header.Uid, GID: header.Gid, Time: header.ModTime,
		}
		if header.Typeflag == tar.TypeReg {
			if file.Content, err = io.ReadAll(in); err != nil {
				return nil, fmt.Errorf("unpacking %s: %w", file.Path, err)
			}
		}
		files = append(files, file)
	}
}

// Unpack lays the image out in dir, with its owners, for which it takes root.
func (i Image) Unpack(dir string) error {
	for _, file := range i.Files {
		path := filepath.Join(dir, file.Path)
		var err error
		switch {
		case file.Mode.IsDir():
			err = os.MkdirAll(path, 0o755)
		case file.Mode.IsRegular():
			err = os.WriteFile(path, file.Content, 0o600)
		default:
			err = errors.New("it is neither a file nor a folder")
		}
		if err == nil {
			err = errors.Join(os.Chown(path, file.UID, file.GID), os.Chmod(path, file.Mode))
		}
		if err != nil {
			return fmt.Errorf("laying out %s: %w", file.Path, err)
		}
	}
	return nil
}
