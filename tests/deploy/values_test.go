package deploy

import (
	"encoding/base64"
	"os"
	"path/filepath"
	"strings"
	"testing"

	core "k8s.io/api/core/v1"
)

// A value that can't be meant is refused, in words that say which and why.
func TestRefused(t *testing.T) {
	for set, want := range map[string]string{
		"store.enable=true":                  "additional properties 'enable' not allowed",
		"observe.port=0":                     "/observe/port",
		"transforms.files.labels=AAAA":       "invalid propertyName 'labels'",
		"transforms.files.a\\.wasm=%%":       "/transforms/files",
		"config=3":                           "/config",
		"rolloutStrategy=Sideways":           "/rolloutStrategy",
		"env.normal.A.b=1":                   "/env/normal/A",
		"secret.keys={A}":                    "/secret/keys",
		"configFiles.dray\\.yaml=x":          "invalid propertyName 'dray.yaml'",
		"selfSignedCertificate.enabled=true": "selfSignedCertificate.certificate: give the certificate",
		"transforms.configMap=a,transforms.volume.emptyDir.medium=": "transforms: configMap and volume are given",
		"serviceMonitor.enabled=true,observe.enabled=false":         "there is nothing to scrape",
	} {
		if _, err := helm(t, "template", release, chart, "--set", set); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v\nwant %q", set, err, want)
		}
	}
}

// What a ConfigMap can't hold is refused here, not by Kubernetes.
func TestTransformsSize(t *testing.T) {
	for size, fits := range map[int]bool{1<<20 - len("a.wasm"): true, 1<<20 - len("a.wasm") + 1: false} {
		path := filepath.Join(t.TempDir(), "values.yaml")
		text := "transforms: {files: {a.wasm: " + base64.StdEncoding.EncodeToString(make([]byte, size)) + "}}\n"
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := helm(t, "template", release, chart, "--values", path)
		if fits != (err == nil) || !fits && !strings.Contains(err.Error(), "and a ConfigMap holds 1048576") {
			t.Errorf("%d bytes: fits %v, want %v", size, err == nil, fits)
		}
	}
}

// Where each variable comes from: what is empty from nowhere, what stands in both from
// normal, and never a secret's text from anywhere but its secret.
func TestEnvironment(t *testing.T) {
	const secret = "do-not-show-me"
	text := render(t, "seed.yaml", "--set-string",
		"env.normal.KAFKA_CONSUMER_BROKERS=,env.secret.KAFKA_CONSUMER_BROKERS="+secret+
			",env.normal.IN_BOTH=shown,env.secret.IN_BOTH="+secret+",env.secret.PORT_CLIENT_SECRET="+secret)
	if strings.Contains(text, secret) {
		t.Error("a secret stands in clear")
	}
	objects := decode(t, text)
	from := map[string]string{}
	for _, variable := range workloadOf(t, objects).template.Spec.Containers[0].Env {
		from[variable.Name] = variable.Value
		if variable.ValueFrom != nil {
			from[variable.Name] = "secret " + variable.ValueFrom.SecretKeyRef.Name
		}
	}
	for name, want := range map[string]string{
		"KAFKA_CONSUMER_BROKERS": "secret my-port-agent-dray", "IN_BOTH": "shown", "PORT_CLIENT_ID": "",
		"PORT_CLIENT_SECRET": "secret my-port-agent-dray", "CIRCLE_CI_TOKEN": "secret my-port-agent-dray",
		"CONTROL_THE_PAYLOAD_CONFIG_PATH": "/app/control_the_payload_config.json", "DRAY_OBSERVE_LISTEN": ":9464",
	} {
		if from[name] != want {
			t.Errorf("%s comes from %q, want %q", name, from[name], want)
		}
	}
	if data := all[*core.Secret](objects)[0].Data; string(data["KAFKA_CONSUMER_BROKERS"]) != secret || data["IN_BOTH"] != nil {
		t.Errorf("the secret has %d keys, and the brokers %q", len(data), data["KAFKA_CONSUMER_BROKERS"])
	}
}

// A change of what the pods read starts them anew, and nothing else does.
func TestChecksums(t *testing.T) {
	of := func(args ...string) map[string]string {
		return workloadOf(t, decode(t, render(t, "seed.yaml", args...))).template.Annotations
	}
	before := of()
	for set, changed := range map[string]string{
		"controlThePayloadConfig=[]":         "checksum/config",
		"config.log.level=debug":             "checksum/config",
		"env.secret.CIRCLE_CI_TOKEN=other":   "checksum/secret",
		"transforms.files.a\\.wasm=AGFzbQ==": "checksum/transforms",
		"networkPolicy.enabled=true":         "",
		"podDisruptionBudget.enabled=true":   "",
	} {
		after := of("--set", set)
		for name, sum := range before {
			if got := after[name] != sum; got != (name == changed) {
				t.Errorf("%s: %s changes: %v", set, name, got)
			}
		}
	}
}

// A file is in the pod as it was given, however its first line begins.
func TestFilesAreAsTheyWereGiven(t *testing.T) {
	for _, file := range []string{"  [\n {}\n]", "\n\n[]", "\t[]", "routes: []\n# end"} {
		path := filepath.Join(t.TempDir(), "file")
		if err := os.WriteFile(path, []byte(file), 0o600); err != nil {
			t.Fatal(err)
		}
		data := all[*core.ConfigMap](decode(t, render(t, "seed.yaml", "--set-file",
			"controlThePayloadConfig="+path+",configFiles.other\\.json="+path)))[0].Data
		for _, name := range []string{"controlThePayloadConfig", "other.json"} {
			if data[name] != file {
				t.Errorf("%s is %q, want %q", name, data[name], file)
			}
		}
	}
}
