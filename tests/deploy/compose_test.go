package deploy

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/types"
	"sigs.k8s.io/yaml"
)

const composeDir = "../../configs/compose"

// project reads the compose file as Compose does, against its schema and rules.
func project(t *testing.T) *types.Project {
	t.Helper()
	dir, err := filepath.Abs(composeDir)
	if err != nil {
		t.Fatal(err)
	}
	p, err := loader.LoadWithContext(t.Context(), types.ConfigDetails{
		WorkingDir:  dir,
		ConfigFiles: []types.ConfigFile{{Filename: filepath.Join(dir, "compose.yaml")}},
		Environment: types.Mapping{},
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Compose makes an empty folder of what it can't find, and says nothing.
func TestComposeMountsWhatIsThere(t *testing.T) {
	for name, service := range project(t).Services {
		for _, volume := range service.Volumes {
			if volume.Type != types.VolumeTypeBind {
				continue
			}
			if _, err := os.Stat(volume.Source); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			if !volume.ReadOnly {
				t.Errorf("%s can write to %s", name, volume.Source)
			}
		}
		if service.Build == nil {
			continue
		}
		if _, err := os.Stat(filepath.Join(service.Build.Context, service.Build.Dockerfile)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Only the pages for people can be reached, and from this machine only. Other images
// are of a version, ours are built.
func TestComposeServices(t *testing.T) {
	var names []string
	for name, service := range project(t).Services {
		names = append(names, name)
		for _, port := range service.Ports {
			if port.HostIP != "127.0.0.1" {
				t.Errorf("%s can be reached from elsewhere by %s", name, port.Published)
			}
		}
		if _, version, _ := strings.Cut(service.Image, ":"); version == "" || version == "latest" {
			t.Errorf("%s runs any version of %s", name, service.Image)
		}
		if ours := strings.HasPrefix(service.Image, "dray:"); ours != (service.Build != nil) || ours && !service.ReadOnly {
			t.Errorf("%s runs %s, built %v, read-only %v", name, service.Image, service.Build != nil, service.ReadOnly)
		}
	}
	slices.Sort(names)
	if got := strings.Join(names, " "); got != "dray grafana kafka prometheus runs stand-ins topics" {
		t.Errorf("the services are %s", got)
	}
}

// What Prometheus scrapes and Grafana asks are services, at the ports that they have.
func TestComposeLinks(t *testing.T) {
	services := project(t).Services
	var prometheus struct {
		ScrapeConfigs []struct {
			StaticConfigs []struct{ Targets []string } `json:"static_configs"`
		} `json:"scrape_configs"`
	}
	readYAML(t, "prometheus.yaml", &prometheus)
	target := prometheus.ScrapeConfigs[0].StaticConfigs[0].Targets[0]
	if listen := services["dray"].Environment["DRAY_OBSERVE_LISTEN"]; target != "dray"+*listen {
		t.Errorf("Prometheus scrapes %s, and dray listens on %s", target, *listen)
	}
	var grafana struct {
		Providers []struct{ Options struct{ Path string } }
	}
	readYAML(t, "grafana/dashboards/dray.yaml", &grafana)
	if !slices.ContainsFunc(services["grafana"].Volumes, func(v types.ServiceVolumeConfig) bool {
		return v.Target == grafana.Providers[0].Options.Path
	}) {
		t.Errorf("Grafana looks for dashboards in %s, where nothing is mounted", grafana.Providers[0].Options.Path)
	}
	var sources struct{ Datasources []struct{ URL string } }
	readYAML(t, "grafana/datasources/prometheus.yaml", &sources)
	if url := sources.Datasources[0].URL; url != "http://prometheus:9090" {
		t.Errorf("Grafana asks %s", url)
	}
}

func readYAML(t *testing.T, name string, into any) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(composeDir, name))
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(text, into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}
