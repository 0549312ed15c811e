package guest

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// What modules of ours are built by, and what they are tested with, stays here.
//
//go:embed LICENSE
//go:embed go/README.md go/*.go go/*.s go/guestjson/*.go
//go:embed rust/README.md rust/Cargo.toml rust/src
//go:embed assemblyscript/README.md assemblyscript/package.json assemblyscript/asconfig.json assemblyscript/*.ts
//go:embed c/README.md c/*.h
var sources embed.FS

// SDK gives the files of a language's SDK and its license, by their path in it.
// language is the name of a folder here.
func SDK(language string) (map[string][]byte, error) {
	files := map[string][]byte{}
	read := func(name, as string) error {
		text, err := sources.ReadFile(name)
		if err != nil {
			return fmt.Errorf("reading the SDK: %w", err)
		}
		files[as] = text
		return nil
	}
	err := fs.WalkDir(sources, language, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("listing the SDK: %w", err)
		}
		if entry.IsDir() || strings.HasSuffix(path.Base(name), "_test.go") {
			return nil
		}
		return read(name, strings.TrimPrefix(name, language+"/"))
	})
	if err == nil {
		err = read("LICENSE", "LICENSE")
	}
	return files, err
}
