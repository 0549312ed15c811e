package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime/debug"
	"syscall"
	"time"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// format is the version of the file's layout.
const format = 1

// lockWait is how long another process may take to let go of the file.
const lockWait = time.Second

var (
	metaBucket = []byte("meta")
	formatKey  = []byte("format")

	errDamaged = errors.New("the file is damaged")
)

// open opens the file, reads what memory holds of it, and says what is wrong.
func (s *Store) open(dir string) (err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return explain(err)
	}
	// Much of what can be wrong with a file shows as a panic or a fault, some of
	// them where nobody could recover from it: opening it for writing looks for
	// free pages in a goroutine of its own. So all keys are read before.
	var file *os.File
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = explain(fmt.Errorf("%w: %v", errDamaged, p))
		}
		if err != nil && file != nil {
			_ = file.Close() // and let go of the lock
		}
	}()
	if info, serr := os.Stat(s.path); serr == nil && info.Mode().IsRegular() && info.Size() > 0 {
		if err := inspect(s.path); err != nil {
			return explain(err)
		}
	}
	s.db, err = bbolt.Open(s.path, 0o600, &bbolt.Options{
		Timeout:        lockWait,
		NoFreelistSync: true,
		FreelistType:   bbolt.FreelistMapType,
		NoStatistics:   true,
		NoSync:         s.options.careless,
		NoGrowSync:     s.options.careless,
		OpenFile: func(name string, flag int, mode os.FileMode) (*os.File, error) {
			var err error
			file, err = os.OpenFile(name, flag, mode)
			return file, err
		},
	})
	if err != nil {
		return explain(err)
	}
	if err := s.load(); err != nil {
		_ = s.db.Close()
		return explain(err)
	}
	return nil
}

// inspect reads all keys of the file.
func inspect(path string) error {
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{Timeout: lockWait, ReadOnly: true, NoStatistics: true})
	if err != nil {
		return err
	}
	defer db.Close()
	return db.View(func(tx *bbolt.Tx) error {
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		if info.Size() < tx.Size() {
			return fmt.Errorf("%w: it has %d bytes of %d", errDamaged, info.Size(), tx.Size())
		}
		if err := checkFormat(tx); err != nil {
			return err
		}
		return tx.ForEach(func(_ []byte, bucket *bbolt.Bucket) error {
			return bucket.ForEach(func(_, _ []byte) error { return nil })
		})
	})
}

func checkFormat(tx *bbolt.Tx) error {
	meta := tx.Bucket(metaBucket)
	if meta == nil {
		if name, _ := tx.Cursor().First(); name != nil {
			return errors.New("it is another program's database")
		}
		return nil
	}
	data := meta.Get(formatKey)
	if len(data) != 8 {
		return fmt.Errorf("%w: it doesn't say its format", errDamaged)
	}
	if has := binary.BigEndian.Uint64(data); has != format {
		return fmt.Errorf("it was written by a newer dray, in format %d, and this one reads format %d: run that dray, or move the file away and begin with an empty one", has, format)
	}
	return nil
}

// load makes what is missing and reads what memory holds.
func (s *Store) load() error {
	return s.db.Update(func(tx *bbolt.Tx) error {
		if err := checkFormat(tx); err != nil {
			return err
		}
		for _, name := range [][]byte{metaBucket, intentsBucket, resultsBucket, lettersBucket, valuesBucket, sameBucket, followed.bucket, claimed.bucket} {
			if _, err := tx.CreateBucketIfNotExists(name); err != nil {
				return fmt.Errorf("making %s: %w", name, err)
			}
		}
		if err := tx.Bucket(metaBucket).Put(formatKey, number(format)); err != nil {
			return fmt.Errorf("writing the format: %w", err)
		}
		var err error
		if s.books, err = s.loadBooks(tx); err != nil {
			return fmt.Errorf("%w: %w", errDamaged, err)
		}
		if s.shelf, err = loadShelf(tx); err != nil {
			return fmt.Errorf("%w: %w", errDamaged, err)
		}
		return nil
	})
}

// explain adds to an error of opening the file how to mend it.
func explain(err error) error {
	const away = "move the file away, and dray begins with an empty one: what it knew of requests sent before is lost, and so are its dead letters"
	switch {
	case err == nil:
		return nil
	case errors.Is(err, berrors.ErrTimeout):
		return errors.New("another process holds it, most likely a dray that is running: stop that one, or give this one another folder in store.path")
	case errors.Is(err, syscall.ENOTDIR):
		return fmt.Errorf("%w: store.path must name a folder", err)
	case errors.Is(err, syscall.EISDIR):
		return fmt.Errorf("%w: move that folder away, dray keeps a file of this name", err)
	case errors.Is(err, syscall.EROFS), errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%w: user %d must be able to write the folder and the file", err, os.Getuid())
	case errors.Is(err, berrors.ErrVersionMismatch):
		return fmt.Errorf("it is of another version of the database: run the dray that wrote it, or %s", away)
	case errors.Is(err, errDamaged), errors.Is(err, berrors.ErrInvalid), errors.Is(err, berrors.ErrChecksum):
		return fmt.Errorf("%w: %s", err, away)
	}
	return err
}

func (s *Store) fileSize() int64 {
	info, err := os.Stat(s.path)
	if err != nil {
		return 0
	}
	return info.Size()
}
