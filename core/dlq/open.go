package dlq

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/drayhq/dray/core/admin"
	"github.com/drayhq/dray/core/admin/socket"
	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/port"
	"github.com/drayhq/dray/core/secret"
	"github.com/drayhq/dray/core/store"
)

// ErrNoStore says that the config names no store.
var ErrNoStore = errors.New("dead letters are kept only where there is a store, and the config names none: " +
	"set store.path to a folder, such as /var/lib/dray (or DRAY_STORE_PATH)")

// file is what a store is in its folder.
const file = "dray.db"

// Open gets to the dead letters of a config: by way of the dray that holds the
// store, else by opening it. The caller calls done in the end.
func Open(ctx context.Context, c *config.Config, vault *secret.Vault, log *slog.Logger) (letters Letters, done func() error, err error) {
	dir := c.Store.Path
	if dir == "" {
		return nil, nil, ErrNoStore
	}
	client, unasked := admin.Connect(ctx, socket.Of(c), dir)
	if unasked == nil {
		return client, func() error { client.Close(); return nil }, nil
	}
	// Opening would make it.
	if _, err := os.Stat(filepath.Join(dir, file)); errors.Is(err, fs.ErrNotExist) {
		return nil, nil, fmt.Errorf("no dray has run with this store yet: there is no %s in %s", file, dir)
	}
	kept, err := store.Open(dir, store.Options{Keep: c.Store.Keep, Log: log})
	if err != nil {
		return nil, nil, fmt.Errorf("opening the store: %w\nIf a dray that runs holds it, that one has to be asked, but: %w", err, unasked)
	}
	shelf := Shelf{Store: kept, Then: "it goes out when `dray run` starts"}
	if c.Port.ClientID != "" && c.Port.ClientSecret != "" {
		client, err := port.New(port.Options{
			BaseURL: c.Port.URL, ClientID: c.Port.ClientID, ClientSecret: c.Port.ClientSecret,
			OnSecret: func(value string) { vault.Add(value) },
		})
		if err != nil {
			return nil, nil, errors.Join(fmt.Errorf("setting up Port's API: %w", err), kept.Close())
		}
		shelf.Tell = Teller(client, vault)
	}
	return shelf, kept.Close, nil
}
