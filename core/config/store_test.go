package config_test

import (
	"testing"
)

func TestInDoubt(t *testing.T) {
	const routes = "\nroutes:\n- chain: [http]\n- {chain: [http], in_doubt: send, name: own}"
	tests := []struct {
		name, yaml string
		want       [3]string // of the store, of a route that says nothing, of one that says send
	}{
		{"without a store", "", [3]string{"send", "send", "send"}},
		{"without a store, said", "store: {in_doubt: send}", [3]string{"send", "send", "send"}},
		{"with a store", "store: {path: /s}", [3]string{"hold", "hold", "send"}},
		{"with a store, left open", "store: {path: /s, in_doubt: ''}", [3]string{"hold", "hold", "send"}},
		{"with a store, said", "store: {path: /s, in_doubt: send}", [3]string{"send", "send", "send"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := must(t)(files{"dray.yaml": tt.yaml + routes}.load())
			if got := [3]string{c.Store.InDoubt, c.Routes[0].InDoubt, c.Routes[1].InDoubt}; got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestAdminAddress(t *testing.T) {
	for listen, want := range map[string][2]string{
		"":               {"", ""},
		"unix:/run/x":    {"unix", "/run/x"},
		"127.0.0.1:9180": {"tcp", "127.0.0.1:9180"},
		"127.8.0.1:1":    {"tcp", "127.8.0.1:1"},
		"'[::1]:9180'":   {"tcp", "[::1]:9180"},
		"localhost:9180": {"tcp", "localhost:9180"},
	} {
		c := must(t)(files{"dray.yaml": "admin: {listen: " + listen + "}"}.load())
		if listen == "" { // null leaves what is there
			c = must(t)(files{"dray.yaml": "admin: {listen: ''}"}.load())
		}
		network, address := c.Admin.Address()
		if got := [2]string{network, address}; got != want {
			t.Errorf("%s: got %q, want %q", listen, got, want)
		}
	}
	c := must(t)(files{}.load("DRAY_STORE_PATH=lib", "DRAY_ADMIN_LISTEN="))
	if network, address := c.Admin.Address(); network != "unix" || address != "/run/dray/admin.sock" || c.Store.Path != "/work/lib" {
		t.Errorf("by default %s %s, store %s", network, address, c.Store.Path)
	}
}
