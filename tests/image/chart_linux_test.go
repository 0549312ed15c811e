package image

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/goccy/go-yaml"
)

// object is what a rendered document may hold of what the tests start a pod by.
type object struct {
	Kind     string
	Metadata struct{ Name string }
	Data     map[string]string
	Binary   map[string]string `yaml:"binaryData"`
	Spec     struct{ Template struct{ Spec pod } }
}

type pod struct {
	Containers []struct {
		Command, Args []string
		Dir           string `yaml:"workingDir"`
		Env           []struct {
			Name, Value string
			From        struct {
				Secret struct{ Name, Key string } `yaml:"secretKeyRef"`
			} `yaml:"valueFrom"`
		}
		Mounts []struct {
			Name string
			Path string `yaml:"mountPath"`
			Sub  string `yaml:"subPath"`
		} `yaml:"volumeMounts"`
	}
	Volumes []struct {
		Name   string
		Empty  *struct{}              `yaml:"emptyDir"`
		Config *struct{ Name string } `yaml:"configMap"`
		Secret *struct {
			Name  string `yaml:"secretName"`
			Items []struct{ Key, Path string }
		}
	}
}

// rendered is what Helm makes of the chart.
type rendered struct {
	pod             pod
	configs, secret map[string]map[string]string // texts by name and key
}

func render(t *testing.T, args ...string) rendered {
	t.Helper()
	helm := os.Getenv("HELM")
	if helm == "" {
		t.Skip("there is no Helm: make image-check gets it and sets HELM")
	}
	var problem bytes.Buffer
	cmd := exec.CommandContext(t.Context(), helm, append([]string{"template", "my-port-agent", "../../configs/chart"}, args...)...)
	cmd.Stderr = &problem
	text, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, &problem)
	}
	out := rendered{configs: map[string]map[string]string{}, secret: map[string]map[string]string{}}
	for in := yaml.NewDecoder(bytes.NewReader(text)); ; {
		var o object
		if err := in.Decode(&o); errors.Is(err, io.EOF) {
			return out
		} else if err != nil {
			t.Fatal(err)
		}
		switch o.Kind {
		case "Deployment", "StatefulSet":
			out.pod = o.Spec.Template.Spec
		case "ConfigMap":
			out.configs[o.Metadata.Name] = plain(t, o.Binary)
			maps.Copy(out.configs[o.Metadata.Name], o.Data)
		case "Secret":
			out.secret[o.Metadata.Name] = plain(t, o.Data)
		}
	}
}

func plain(t *testing.T, of map[string]string) map[string]string {
	t.Helper()
	out := map[string]string{}
	for key, text := range of {
		content, err := base64.StdEncoding.DecodeString(text)
		if err != nil {
			t.Fatal(err)
		}
		out[key] = string(content)
	}
	return out
}

// files gives what the pod finds at which path, and the folders that it can write to.
func (r rendered) files(t *testing.T) (files map[string]string, writable []string) {
	t.Helper()
	files = map[string]string{}
	for _, mount := range r.pod.Containers[0].Mounts {
		for _, volume := range r.pod.Volumes {
			content := map[string]string{}
			switch {
			case volume.Name != mount.Name:
				continue
			case volume.Empty != nil:
				writable = append(writable, mount.Path)
			case volume.Config != nil:
				content = r.configs[volume.Config.Name]
			case volume.Secret != nil:
				for _, item := range volume.Secret.Items {
					content[item.Path] = r.secret[volume.Secret.Name][item.Key]
				}
			default:
				t.Fatalf("the test knows nothing of the volume %s", volume.Name)
			}
			for key, text := range content {
				switch mount.Sub {
				case key:
					files[mount.Path] = text
				case "":
					files[filepath.Join(mount.Path, key)] = text
				}
			}
		}
	}
	return files, writable
}

// environ gives the container's own variables.
func (r rendered) environ() (out []string) {
	for _, variable := range r.pod.Containers[0].Env {
		value := variable.Value
		if from := variable.From.Secret; from.Name != "" {
			value = r.secret[from.Name][from.Key]
		}
		out = append(out, variable.Name+"="+value)
	}
	return out
}
