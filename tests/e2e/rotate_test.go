package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/drayhq/dray/core/standin/port"
	"github.com/drayhq/dray/tests/e2e/world"
)

// A client secret is rotated by its file: Port is told with the new one, messages that
// were signed with the old one are taken as long as it is named, then no more.
func TestASecretIsRotatedByItsFile(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	secrets := t.TempDir()
	put := func(name, text string) {
		t.Helper()
		path := filepath.Join(secrets, name)
		must(t, os.WriteFile(path+".new", []byte(text+"\n"), 0o600))
		must(t, os.Rename(path+".new", path))
	}
	put("secret", w.Secret)
	put("previous", "none-so-far-"+w.Org)
	config := func(more string) {
		w.File(t, "dray.yaml", "port:\n  client_id: "+w.ClientID+"\n  client_secret: ${file:"+filepath.Join(secrets, "secret")+"}\n"+
			"  previous_client_secret: ${file:"+filepath.Join(secrets, "previous")+"}\n"+more)
	}
	config("")
	dray := w.Start(t, append(w.Seed(), "PORT_API_BASE_URL="+w.PortAt), "run")
	old := w.Secret
	w.Dispatch(t, "r_before")
	told := func(r port.Run) bool { return len(r.Logs) > 0 }
	w.Shown(t, "r_before", told)

	fresh := "rotated-secret-0123456789-0123456789-" + w.Org
	put("previous", old)
	put("secret", fresh)
	line := dray.Says(t, `"msg":"reloaded"`, "port.client_secret", "port.previous_client_secret")
	if strings.Contains(line.Text, fresh) || strings.Contains(line.Text, old) {
		t.Errorf("the log tells a secret: %s", line.Text)
	}
	w.Publish(t, world.NewEvent("r_new").Signed(fresh), world.NewEvent("r_old").Signed(old))
	w.Reached(t, "r_new", "r_old")
	w.ToPort.Await(t, "asks for a token with the new secret", func(request string) bool {
		return strings.Contains(request, "/v1/auth/access_token") && strings.Contains(request, fresh)
	})

	put("previous", "none-any-more-"+w.Org)
	dray.Says(t, `"msg":"reloaded"`, `"keys":["port.previous_client_secret"]`)
	w.Publish(t, world.NewEvent("r_late").Signed(old), world.NewEvent("r_last").Signed(fresh))
	w.Reached(t, "r_last")
	w.Settled(t)
	if times := world.Times(w.CircleCI.State()); times["r_late"] != 0 {
		t.Errorf("a message that the old secret signed was sent %d times", times["r_late"])
	}

	config("log: {level: debug}\nkafka: {group: another, brokers: [\"127.0.0.1:1\"]}\n")
	dray.Signal(syscall.SIGHUP)
	dray.Says(t, `"level":"WARN"`, "until dray is restarted", "kafka.brokers", "kafka.group")
	dray.Says(t, `"msg":"reloaded"`, "log.level")
	w.Publish(t, world.NewEvent("r_other").With("payload.action.invocationMethod.agent", false).Signed(fresh))
	dray.Says(t, `"level":"DEBUG"`, "not ours")

	config("log: {levell: debug}\n")
	dray.Says(t, `"level":"ERROR"`, "everything stays as it was", "dray.yaml:5:7", "did you mean level?")
	w.File(t, "dray.yaml", "")
	dray.Says(t, `"level":"ERROR"`, "dray.yaml is empty now")
	must(t, os.Remove(filepath.Join(w.Dir, "dray.yaml")))
	dray.Signal(syscall.SIGHUP)
	dray.Says(t, `"level":"ERROR"`, "reading the config again", "no such file")
	w.Publish(t, world.NewEvent("r_still").Signed(fresh))
	w.Reached(t, "r_still")
	dray.Stop(t)
}
