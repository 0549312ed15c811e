package image

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// most is what an image may take in bytes, unpacked as a node keeps it.
const most = 25_000_000

// contents is all that is in the image. What dray's user may write to is its own:
// a volume that is mounted there keeps the owner.
const contents = `drwxr-xr-x 0:0 /app
-rw-r--r-- 0:0 /app/control_the_payload_config.json
drwxr-xr-x 0:0 /app/transforms
drwxr-xr-x 0:0 /etc
drwxr-xr-x 0:0 /etc/dray
drwxr-xr-x 0:0 /etc/dray/transforms
-rw-r--r-- 0:0 /etc/group
-rw-r--r-- 0:0 /etc/passwd
drwxr-xr-x 0:0 /etc/ssl
drwxr-xr-x 0:0 /etc/ssl/certs
-rw-r--r-- 0:0 /etc/ssl/certs/ca-certificates.crt
drwxr-xr-x 0:0 /run
drwx------ 65532:65532 /run/dray
dtrwxrwxrwx 0:0 /tmp
drwxr-xr-x 0:0 /usr
drwxr-xr-x 0:0 /usr/local
drwxr-xr-x 0:0 /usr/local/bin
-rwxr-xr-x 0:0 /usr/local/bin/dray
drwxr-xr-x 0:0 /usr/local/share
drwxr-xr-x 0:0 /usr/local/share/ca-certificates
drwxr-xr-x 0:0 /usr/share
drwxr-xr-x 0:0 /usr/share/doc
drwxr-xr-x 0:0 /usr/share/doc/dray
-rw-r--r-- 0:0 /usr/share/doc/dray/LICENSE
drwxr-xr-x 0:0 /var
drwxr-xr-x 0:0 /var/lib
drwx------ 65532:65532 /var/lib/dray
`

func TestContents(t *testing.T) {
	for _, architecture := range architectures {
		image := read(t, architecture)
		if diff := cmp.Diff(contents, list(image)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", architecture, diff)
		}
		if image.Size() > most {
			t.Errorf("%s takes %d bytes, want at most %d", architecture, image.Size(), most)
		}
		for _, file := range image.Files {
			if !file.Time.Equal(image.Files[0].Time) {
				t.Errorf("%s: %s is of %s, /%s of %s", architecture, file.Path, file.Time, image.Files[0].Path, image.Files[0].Time)
			}
		}
		t.Logf("linux/%s: %.1f MB, packed %.1f MB", architecture, float64(image.Size())/1e6, float64(image.Packed)/1e6)
	}
}

func TestConfig(t *testing.T) {
	for _, architecture := range architectures {
		c := read(t, architecture).Config
		if c.OS != "linux" || c.Architecture != architecture {
			t.Errorf("it is for %s/%s, want linux/%s", c.OS, c.Architecture, architecture)
		}
		if c.Config.User != "65532:65532" || c.Config.WorkingDir != "/app" {
			t.Errorf("it runs as %s in %s", c.Config.User, c.Config.WorkingDir)
		}
		if diff := cmp.Diff([]string{"/usr/local/bin/dray", "run"}, append(c.Config.Entrypoint, c.Config.Cmd...)); diff != "" {
			t.Errorf("what it runs (-want +got):\n%s", diff)
		}
		for _, label := range []string{"title", "description", "source", "licenses", "version", "revision", "created"} {
			if c.Config.Labels["org.opencontainers.image."+label] == "" {
				t.Errorf("the label %s is missing", label)
			}
		}
	}
}
