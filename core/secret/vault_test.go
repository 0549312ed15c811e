package secret_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/drayhq/dray/core/secret"
)

func TestVaultGrows(t *testing.T) {
	vault := secret.NewVault("client-secret")
	early := vault.Set()
	vault.Add("port-token-1")
	if got := vault.Mask("client-secret port-token-1"); got != "*** ***" {
		t.Errorf("got %q", got)
	}
	if got := early.Mask("port-token-1"); got != "port-token-1" {
		t.Errorf("a set taken before changed: %q", got)
	}
}

func TestVaultForgetsTheOldestThatWereAdded(t *testing.T) {
	vault := secret.NewVault("client-secret")
	for i := range secret.Room + 1 {
		vault.Add(fmt.Sprintf("token-number-%03d.", i))
	}
	for text, want := range map[string]string{
		"client-secret":     "***",
		"token-number-000.": "token-number-000.",
		"token-number-001.": "***",
		"token-number-256.": "***",
	} {
		if got := vault.Mask(text); got != want {
			t.Errorf("Mask(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestVaultWithARunsOwnValues(t *testing.T) {
	vault := secret.NewVault("client-secret")
	first := vault.With("first-token")
	if again := vault.With("first-token"); again != first {
		t.Error("the same values gave another set, want the one that was kept")
	}
	if got := vault.With("second-token").Mask("client-secret first-token second-token"); got != "*** first-token ***" {
		t.Errorf("got %q", got)
	}
	vault.Add("port-token-1")
	if got := vault.With("first-token").Mask("first-token port-token-1"); got != "*** ***" {
		t.Errorf("after the vault grew: %q", got)
	}
	if got := vault.With(); got != vault.Set() {
		t.Error("no values of a run's own gave another set than the vault's")
	}
}

func TestVaultUnderConcurrency(t *testing.T) {
	vault := secret.NewVault()
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			value := fmt.Sprintf("token-of-%d!", i)
			vault.Add(value)
			if got := vault.Mask(value); got != secret.Mask {
				t.Errorf("Mask(%q) = %q", value, got)
			}
		})
	}
	wg.Wait()
}

func TestNoVault(t *testing.T) {
	var vault *secret.Vault
	vault.Add("a-token")
	if got := vault.Mask("a-token"); got != "a-token" {
		t.Errorf("got %q", got)
	}
}

func TestVaultIsRenewed(t *testing.T) {
	vault := secret.NewVault("secret-one", "stays-one")
	vault.Add("port-token-1")
	vault.Renew("secret-two", "stays-one")
	if got := vault.Mask("secret-one secret-two stays-one port-token-1"); got != "*** *** *** ***" {
		t.Errorf("what was a secret is one still: %q", got)
	}
	for i := range secret.Room {
		vault.Renew(fmt.Sprintf("secret-number-%03d.", i))
	}
	if got := vault.Mask("secret-one secret-number-255. secret-number-254."); got != "secret-one *** ***" {
		t.Errorf("got %q, want the oldest forgotten", got)
	}
}
