package http

import (
	"bytes"
	"encoding/json"
	"io"
	"net"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/sdk"
)

var fence = regexp.MustCompile("(?s)```([a-z]+)\n(.*?)```")

func readmeExample(t *testing.T, kind string) string {
	t.Helper()
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, found := range fence.FindAllStringSubmatch(string(text), -1) {
		if found[1] == kind {
			return found[2]
		}
	}
	t.Fatalf("README.md has no example in %s", kind)
	return ""
}

func TestReadmeSettings(t *testing.T) {
	var example struct {
		Chain []map[string]any
	}
	if err := yaml.Unmarshal([]byte(readmeExample(t, "yaml")), &example); err != nil {
		t.Fatal(err)
	}
	settings, err := yaml.Marshal(example.Chain[len(example.Chain)-1]["http"])
	if err != nil {
		t.Fatal(err)
	}
	openStep(t, string(settings), testEnv)
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	all, err := yaml.Marshal(defaults())
	if err != nil {
		t.Fatal(err)
	}
	section := ""
	for line := range strings.Lines(string(all)) {
		name, value, single := strings.Cut(strings.TrimSpace(line), ": ")
		switch {
		case !single:
			section = strings.TrimSuffix(name, ":") + "."
			continue
		case line[0] == ' ':
			name = section + name
		}
		if name == "max_response" {
			value = strings.Replace(value, "1048576", "1MiB", 1) // dray's config takes units
		}
		row := regexp.MustCompile("(?m)^\\| `" + regexp.QuoteMeta(name) + "` \\| (.*?) \\|").FindStringSubmatch(string(text))
		if len(row) != 2 || strings.HasPrefix(row[1], "`") && strings.Trim(row[1], "`") != value {
			t.Errorf("README.md's table has for %s %q, the default is %s", name, row, value)
		}
	}
}

func TestReadmeRequest(t *testing.T) {
	raw := make(chan string, 1)
	url := peer(t, func(conn net.Conn) {
		buffer := make([]byte, 4096)
		n, _ := conn.Read(buffer)
		raw <- string(buffer[:n])
		_, _ = io.WriteString(conn, "HTTP/1.1 201 Created\r\n\r\n")
	})
	var request sdk.Request
	decoder := json.NewDecoder(bytes.NewReader([]byte(strings.Replace(readmeExample(t, "json"), "https://ci.example", url, 1))))
	decoder.UseNumber()
	if err := decoder.Decode(&request); err != nil {
		t.Fatal(err)
	}
	if _, err := openStep(t, "", testEnv).Do(t.Context(), sdk.Run{Request: &request}); err != nil {
		t.Fatal(err)
	}
	want := strings.TrimSuffix(readmeExample(t, "http"), "\n")
	got := strings.ReplaceAll(<-raw, "\r\n", "\n")
	got = strings.Replace(got, strings.TrimPrefix(url, "http://"), "ci.example", 1)
	if diff := cmp.Diff(sortedFields(want), sortedFields(got)); diff != "" {
		t.Errorf("README.md shows something else (-README +sent):\n%s", diff)
	}
}

// sortedFields takes the order of header fields out, which has no meaning.
func sortedFields(text string) []string {
	head, body, _ := strings.Cut(text, "\n\n")
	lines := strings.Split(head, "\n")
	slices.Sort(lines[1:])
	return append(lines, body)
}
