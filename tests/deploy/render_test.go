package deploy

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	monitoring "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	apps "k8s.io/api/apps/v1"
	core "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
	policy "k8s.io/api/policy/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/apimachinery/pkg/util/yaml"
)

const (
	chart     = "../../configs/chart"
	namespace = "port-agent"
	release   = "my-port-agent"
)

// helm runs Helm and gives what it printed.
func helm(t *testing.T, args ...string) (string, error) {
	t.Helper()
	path := os.Getenv("HELM")
	if path == "" {
		t.Skip("there is no Helm: make chart-check gets it and sets HELM")
	}
	var problem bytes.Buffer
	cmd := exec.CommandContext(t.Context(), path, args...)
	cmd.Stderr = &problem
	out, err := cmd.Output()
	if err != nil {
		err = errors.Join(err, errors.New(problem.String()))
	}
	return string(out), err
}

// render renders the chart with a file of testdata/values and more arguments.
func render(t *testing.T, values string, args ...string) string {
	t.Helper()
	out, err := helm(t, append([]string{
		"template", release, chart, "--namespace", namespace, "--values", "testdata/values/" + values,
	}, args...)...)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// sets are the files of testdata/values.
func sets(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob("testdata/values/*.yaml")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no values in testdata/values: %v", err)
	}
	for i, path := range paths {
		paths[i] = filepath.Base(path)
	}
	return paths
}

// decode reads each document into the type that it says it is. What the type doesn't
// know, and what stands twice, is an error.
func decode(t *testing.T, text string) []runtime.Object {
	t.Helper()
	scheme := runtime.NewScheme()
	for _, add := range []func(*runtime.Scheme) error{
		core.AddToScheme, apps.AddToScheme, policy.AddToScheme, networking.AddToScheme, monitoring.AddToScheme,
	} {
		if err := add(scheme); err != nil {
			t.Fatal(err)
		}
	}
	decoder := serializer.NewCodecFactory(scheme, serializer.EnableStrict).UniversalDeserializer()
	var objects []runtime.Object
	for in := yaml.NewYAMLReader(bufio.NewReader(strings.NewReader(text))); ; {
		document, err := in.Read()
		if errors.Is(err, io.EOF) {
			return objects
		}
		if err != nil {
			t.Fatal(err)
		}
		object, _, err := decoder.Decode(document, nil, nil)
		if err != nil {
			t.Fatalf("%v in\n%s", err, document)
		}
		objects = append(objects, object)
	}
}

// all gives the objects of one type.
func all[T runtime.Object](objects []runtime.Object) (out []T) {
	for _, object := range objects {
		if of, ok := object.(T); ok {
			out = append(out, of)
		}
	}
	return out
}
