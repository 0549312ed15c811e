package decrypt_test

import (
	"strings"
	"testing"

	"github.com/drayhq/dray/plugins/jq/decrypt"
)

// Made by Port's agent; the key is the first 32 bytes.
const (
	vectorSecret = "0123456789abcdef0123456789abcdefEXTRA"
	vectorSealed = "AAECAwQFBgcICQoLDA0OD5X18dKtCfPWaVcXc+GJOwy7eJ0FwIKw2QI="
	vectorPlain  = "s3cret-é"
)

func TestOpenReadsWhatPortWrote(t *testing.T) {
	key, err := decrypt.NewKey(vectorSecret)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := key.Open(vectorSealed); err != nil || got != vectorPlain {
		t.Errorf("Open = %q, %v, want %q", got, err, vectorPlain)
	}
}

func TestOpenSaysWhyNot(t *testing.T) {
	key, err := decrypt.NewKey(vectorSecret)
	if err != nil {
		t.Fatal(err)
	}
	other, err := decrypt.NewKey(strings.Repeat("x", 32))
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		key         *decrypt.Key
		value, want string
	}{
		"plain text":     {key, "my password!", "not base64"},
		"too short":      {key, "AAAA", "3 bytes, too few"},
		"another secret": {other, vectorSealed, "another client secret"},
		"changed":        {key, "B" + vectorSealed[1:], "changed since"},
	} {
		if got, err := test.key.Open(test.value); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: Open = %q, %v, want an error with %q", name, got, err, test.want)
		}
	}
}

func TestNewKeyWantsAWholeSecret(t *testing.T) {
	for secret, want := range map[string]string{"": "PORT_CLIENT_SECRET", "short": "has 5 bytes, and 32"} {
		if _, err := decrypt.NewKey(secret); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("NewKey(%q): %v, want an error with %q", secret, err, want)
		}
	}
}
