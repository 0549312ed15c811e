package scaffold

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/drayhq/dray/sdk/guest"
)

// files hold a folder of templates a language, and one for all of them. Those that
// begin with a dot go without it here; those without .tmpl are parts of others.
//
//go:embed files
var files embed.FS

// Languages are those that a module can be begun in.
func Languages() []string { return []string{"go", "rust", "assemblyscript", "c"} }

// titles are how the languages call themselves.
var titles = map[string]string{"go": "Go", "rust": "Rust", "assemblyscript": "AssemblyScript", "c": "C"}

// sdkDir is where the SDK lies in the folder.
const sdkDir = "dray-guest"

// Files gives the files of a new module by their path in its folder.
func Files(language, name string) (map[string][]byte, error) {
	if !slices.Contains(Languages(), language) {
		return nil, fmt.Errorf("there is no SDK for %q: the language can be %s", language, strings.Join(Languages(), ", "))
	}
	sdk, err := guest.SDK(language)
	if err != nil {
		return nil, err
	}
	made := map[string][]byte{}
	for at, text := range sdk {
		made[path.Join(sdkDir, at)] = text
	}
	own, err := rendered(language, map[string]string{"name": name, "language": language, "title": titles[language]})
	maps.Copy(made, own)
	return made, err
}

// rendered fills in the templates of all languages, and those of one. A {{word}} stands
// for one of words, or for the file of that name. text/template would do it too, but
// whatever links it keeps every exported method of the binary, a sixth of its size.
func rendered(language string, words map[string]string) (map[string][]byte, error) {
	templates := map[string]string{}
	for _, dir := range []string{"files/common", "files/" + language} {
		err := fs.WalkDir(files, dir, func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			text, err := files.ReadFile(name)
			at := strings.TrimPrefix(name, dir+"/")
			if of, isFile := strings.CutSuffix(at, ".tmpl"); isFile {
				templates[of] = string(text)
			} else {
				words[at] = strings.TrimSuffix(string(text), "\n")
			}
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("reading the templates: %w", err)
		}
	}
	var pairs []string
	for word, text := range words {
		pairs = append(pairs, "{{"+word+"}}", text)
	}
	fill := strings.NewReplacer(pairs...)
	out := map[string][]byte{}
	for at, text := range templates {
		if at == "gitignore" {
			at = ".gitignore"
		}
		out[at] = []byte(fill.Replace(text))
	}
	return out, nil
}

// Name makes a module's name of its folder's: small letters, digits and hyphens, as
// every language's packages may have.
func Name(dir string) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r
		case r >= 'A' && r <= 'Z':
			return r - 'A' + 'a'
		default:
			return '-'
		}
	}, filepath.Base(dir))
	name = strings.Trim(name, "-")
	// What begins with a digit is no package, and the SDK has its name already.
	if name == "" || name[0] <= '9' || name == sdkDir {
		name = strings.Trim("module-"+name, "-")
	}
	return name
}
