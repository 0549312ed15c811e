package image

import (
	"encoding/base64"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/drayhq/dray/tests/e2e/broker"
	"github.com/drayhq/dray/tests/e2e/process"
	"github.com/drayhq/dray/tests/e2e/world"
	examples "github.com/drayhq/dray/wasm-examples"
)

// container is the image laid out, to be run as a container's.
type container struct {
	root    string
	command []string
	environ []string
	dir     string
}

// lay lays out this machine's image with files of the test's in it, read-only but for
// what is writable.
func lay(t *testing.T, files map[string]string, writable ...string) container {
	t.Helper()
	image := read(t, runtime.GOARCH)
	root := t.TempDir()
	if err := image.Unpack(root); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		name = filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	readOnly(t, root)
	for _, dir := range writable {
		mount(t, "tmpfs", filepath.Join(root, dir), "tmpfs", 0)
	}
	c := image.Config.Config
	return container{root: root, command: slices.Concat(c.Entrypoint, c.Cmd), environ: c.Env, dir: c.WorkingDir}
}

// readOnly makes root a file system that nothing can be written to.
func readOnly(t *testing.T, root string) {
	t.Helper()
	mount(t, root, root, "", syscall.MS_BIND)
	if err := syscall.Mount(root, root, "", syscall.MS_BIND|syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatalf("making the image's root read-only: %v", err)
	}
	if err := os.WriteFile(filepath.Join(root, "tmp", "x"), nil, 0o600); err == nil {
		t.Fatal("the image's root can be written to")
	}
}

// mount mounts until the test ends.
func mount(t *testing.T, what, where, kind string, flags uintptr) {
	t.Helper()
	if err := syscall.Mount(what, where, kind, flags, ""); err != nil {
		t.Fatalf("mounting %s on %s, for which it takes root: %v", what, where, err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(where, syscall.MNT_DETACH); err != nil {
			t.Errorf("unmounting %s: %v", where, err)
		}
	})
}

// start starts the container with more environment, and other arguments if there are any.
func (c container) start(t *testing.T, environ []string, args ...string) *process.Process {
	t.Helper()
	if len(args) == 0 {
		args = c.command[1:]
	}
	return process.Start(t, process.Options{
		Root: c.root, Path: c.command[0], Dir: c.dir, Environ: append(slices.Clone(c.environ), environ...), Args: args,
	})
}

// says runs the container with these arguments to its end and gives what it says.
func (c container) says(t *testing.T, code int, args ...string) string {
	t.Helper()
	p := c.start(t, []string{"PORT_ORG_ID=org_harbour", "PORT_CLIENT_ID=id", "PORT_CLIENT_SECRET=secret"}, args...)
	if got := p.Wait(t); got != code {
		t.Errorf("dray %s exited %d, want %d", strings.Join(args, " "), got, code)
	}
	return p.Said()
}

func TestVersion(t *testing.T) {
	c := lay(t, nil)
	version := read(t, runtime.GOARCH).Config.Config.Labels["org.opencontainers.image.version"]
	if said, want := c.says(t, 0, "version"), "dray "+version+" "; !strings.HasPrefix(said, want) {
		t.Errorf("it says %q, want %q", said, want)
	}
}

// Where port-agent's users mount their mapping it is taken, and so is what is there
// when they mount none.
func TestCheck(t *testing.T) {
	said := lay(t, nil).says(t, 0, "check")
	if !strings.Contains(said, "/app/control_the_payload_config.json") {
		t.Errorf("check says\n%s", said)
	}
	said = lay(t, map[string]string{"app/control_the_payload_config.json": `[{"url": ".[",}]`}).says(t, 2, "check")
	if !strings.Contains(said, "/app/control_the_payload_config.json") {
		t.Errorf("check says of a broken mapping\n%s", said)
	}
}

// With the seed's environment, on a root that can't be written to, one message is one
// trigger. The broker's certificate is trusted as the image's folder for it says.
func TestRun(t *testing.T) {
	w := newWorld(t)
	c := lay(t, map[string]string{
		"app/control_the_payload_config.json":      text(t, world.Documented()),
		"usr/local/share/ca-certificates/cert.crt": text(t, w.Broker.User().TLS.CAFile),
	})
	dray := c.start(t, slices.DeleteFunc(w.Seed(), func(entry string) bool {
		return strings.HasPrefix(entry, "CONTROL_THE_PAYLOAD_CONFIG_PATH=") || strings.HasPrefix(entry, "DRAY_KAFKA_TLS_CA_FILE=")
	}))
	triggers(t, w)
	dray.Stop(t)
}

// Port's documented install command for CircleCI, with the chart's name in it, and a
// module dropped in: what Helm makes of it is started as Kubernetes would.
func TestSeedInstall(t *testing.T) {
	w := newWorld(t)
	user := w.Broker.User()
	chart := render(t,
		"--set", "env.normal.PORT_ORG_ID="+w.Org,
		"--set", "env.normal.KAFKA_CONSUMER_GROUP_ID="+w.Group,
		"--set", "env.normal.KAFKA_CONSUMER_BROKERS="+user.Brokers[0],
		"--set", "env.secret.KAFKA_CONSUMER_USERNAME="+user.SASL.Username,
		"--set", "env.secret.KAFKA_CONSUMER_PASSWORD="+user.SASL.Password,
		"--set", "env.normal.STREAMER_NAME=KAFKA",
		"--set", "env.normal.KAFKA_CONSUMER_AUTHENTICATION_MECHANISM=SCRAM-SHA-512",
		"--set", "env.normal.KAFKA_CONSUMER_AUTO_OFFSET_RESET=earliest",
		"--set", "env.normal.KAFKA_CONSUMER_SECURITY_PROTOCOL=SASL_SSL",
		"--set", "env.secret.CIRCLE_CI_TOKEN="+w.Token,
		"--set", "env.normal.CIRCLE_CI_URL="+w.CircleCIAt,
		"--set-file", "controlThePayloadConfig="+world.Documented(),
		"--set", "selfSignedCertificate.enabled=true",
		"--set-file", "selfSignedCertificate.certificate="+user.TLS.CAFile,
		"--set", "transforms.files.run-context\\.wasm="+base64.StdEncoding.EncodeToString(examples.RunContext),
		"--set", "observe.enabled=true",
	)
	files, writable := chart.files(t)
	c := lay(t, files, writable...)
	of := chart.pod.Containers[0]
	c.command, c.dir = slices.Concat(of.Command, of.Args), of.Dir
	dray := c.start(t, chart.environ())
	triggers(t, w)
	if body := string(w.CircleCI.State().Requests[0].Body); !strings.Contains(body, "port_run_id") {
		t.Errorf("the module took no part: %s", body)
	}
	dray.Stop(t)
}

// newWorld makes a world with a kfake, unless there is no image.
func newWorld(t *testing.T) *world.World {
	t.Helper()
	read(t, runtime.GOARCH)
	kafka, err := broker.Fake(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(kafka.Close)
	return world.New(t, "", kafka, world.Options{})
}

// triggers sends a run, and waits until it has reached CircleCI and is settled.
func triggers(t *testing.T, w *world.World) {
	t.Helper()
	w.Publish(t, world.NewEvent("r_image").Without("headers").With("payload.entity.properties.project_slug", "gh/org/repo").JSON())
	w.Triggered(t, 1)
	w.Settled(t)
	got := w.CircleCI.State().Requests[0]
	if got.Path != "/api/v2/project/gh%2Forg%2Frepo/pipeline" || got.Header.Get("Circle-Token") != w.Token {
		t.Errorf("it went to %s with the token %q", got.Path, got.Header.Get("Circle-Token"))
	}
}

func text(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}
