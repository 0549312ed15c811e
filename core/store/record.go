package store

import (
	"errors"
	"time"

	"github.com/drayhq/dray/core/ledger"
	"github.com/drayhq/dray/core/wire"
	"github.com/drayhq/dray/sdk"
)

// recordVersion is that of an entry's record. A field that older readers may
// skip needs no new one.
const recordVersion = 1

// The fields' numbers: never used for anything else once released.
const (
	fieldRun = iota + 1
	fieldStep
	fieldAt
	fieldDone
	fieldOutcome
	fieldError
	fieldDoubt
	fieldStatus
	fieldName  // of a header field, before its values
	fieldValue // of the name before
	fieldBody
	fieldTook // ns
)

var (
	errNumber   = errors.New("its number isn't eight bytes")
	errName     = errors.New("the value of a header comes before its name")
	errOutcome  = errors.New("an outcome that doesn't exist")
	errKeyOrder = errors.New("it doesn't begin with its key and time")
	errStop     = errors.New("read far enough")
)

func encode(key ledger.Key, entry ledger.Entry) []byte {
	r := entry.Result
	w := wire.NewWriter(make([]byte, 0, len(key.Run)+len(r.Error)+len(r.Body)+32+64*len(r.Header)), recordVersion)
	w.String(fieldRun, key.Run)
	w.Int(fieldStep, int64(key.Step))
	w.Time(fieldAt, entry.At)
	w.Bool(fieldDone, entry.Done)
	w.Int(fieldOutcome, int64(r.Outcome))
	w.String(fieldError, r.Error)
	w.Bool(fieldDoubt, r.Doubt)
	w.Int(fieldStatus, int64(r.Status))
	for name, values := range r.Header {
		w.Blob(fieldName, []byte(name))
		for _, value := range values {
			w.Blob(fieldValue, []byte(value))
		}
	}
	w.Blob(fieldBody, r.Body)
	w.Int(fieldTook, int64(r.Took))
	return w.Bytes()
}

// decode copies what it keeps of the record.
func decode(record []byte) (ledger.Key, ledger.Entry, error) {
	var (
		key   ledger.Key
		entry ledger.Entry
		r     = &entry.Result
		name  string
		named bool
	)
	err := wire.Read(record, recordVersion, func(field wire.Field, v wire.Value) error {
		switch field {
		case fieldRun:
			key.Run = v.String()
		case fieldStep:
			key.Step = int(v.Int())
		case fieldAt:
			entry.At = v.Time()
		case fieldDone:
			entry.Done = v.Bool()
		case fieldOutcome:
			if v.Int() < int64(sdk.Continue) || v.Int() > int64(sdk.Permanent) {
				return errOutcome
			}
			r.Outcome = sdk.Outcome(v.Int())
		case fieldError:
			r.Error = v.String()
		case fieldDoubt:
			r.Doubt = v.Bool()
		case fieldStatus:
			r.Status = int(v.Int())
		case fieldName:
			name, named = v.String(), true
			if r.Header == nil {
				r.Header = sdk.Header{}
			}
			r.Header[name] = nil
		case fieldValue:
			if !named {
				return errName
			}
			r.Header[name] = append(r.Header[name], v.String())
		case fieldBody:
			r.Body = v.Blob()
		case fieldTook:
			r.Took = time.Duration(v.Int())
		}
		return nil
	})
	return key, entry, err
}

// decodeKey reads no further than the key and the time, which come first.
func decodeKey(record []byte) (key ledger.Key, at time.Time, err error) {
	err = wire.Read(record, recordVersion, func(field wire.Field, v wire.Value) error {
		switch field {
		case fieldRun:
			key.Run = v.String()
		case fieldStep:
			key.Step = int(v.Int())
		case fieldAt:
			at = v.Time()
			return errStop
		default:
			return errKeyOrder
		}
		return nil
	})
	switch {
	case err == nil:
		err = errKeyOrder // no time in it
	case errors.Is(err, errStop):
		err = nil
	}
	return key, at, err
}
