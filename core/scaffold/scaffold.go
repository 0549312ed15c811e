package scaffold

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"text/template"

	"github.com/drayhq/dray/sdk/guest"
)

// files hold a folder of templates a language, and one for all of them. Files that
// begin with a dot go without it here.
//
//go:embed files
var files embed.FS

// Languages are those that a module can be begun in.
func Languages() []string { return []string{"go", "rust", "assemblyscript", "c"} }

// titles are how the languages call themselves.
var titles = map[string]string{"go": "Go", "rust": "Rust", "assemblyscript": "AssemblyScript", "c": "C"}

// data is what the templates know.
type data struct{ Name, Language, Title string }

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
	own, err := rendered(data{Name: name, Language: language, Title: titles[language]})
	maps.Copy(made, own)
	return made, err
}

// rendered fills in the templates of all languages, and those of one.
func rendered(d data) (map[string][]byte, error) {
	templates := template.New("").Option("missingkey=error")
	var names []string
	for _, dir := range []string{"files/common", "files/" + d.Language} {
		err := fs.WalkDir(files, dir, func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			text, err := files.ReadFile(name)
			if err != nil {
				return err
			}
			at := strings.TrimPrefix(name, dir+"/")
			names = append(names, at)
			_, err = templates.New(at).Parse(string(text))
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("reading the templates: %w", err)
		}
	}
	out := map[string][]byte{}
	for _, name := range names {
		at, isFile := strings.CutSuffix(name, ".tmpl")
		if !isFile {
			continue // a part of others
		}
		var b bytes.Buffer
		if err := templates.ExecuteTemplate(&b, name, d); err != nil {
			return nil, fmt.Errorf("filling in %s: %w", at, err)
		}
		if at == "gitignore" {
			at = ".gitignore"
		}
		out[at] = b.Bytes()
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
