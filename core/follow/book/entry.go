package book

import (
	"errors"
	"fmt"
	"time"

	"github.com/drayhq/dray/core/wire"
	"github.com/drayhq/dray/sdk"
)

// Entry is a run whose pipeline is followed.
type Entry struct {
	Run      string // its id at Port
	Kind     sdk.Kind
	Route    string // the name of the route that it took
	Base     string // of CircleCI's API, up to and with /api/v2
	Slug     string // of the project
	Pipeline string // its id
	Number   string
	Since    time.Time // when it was triggered
}

// Record is an entry and the message that the run came with, of which the token is
// had again after a restart: it is never written down.
type Record struct {
	Entry
	Source  sdk.Source
	Message []byte
}

const version = 1

// The fields' numbers: never used for anything else once released.
const (
	fieldRun = iota + 1
	fieldKind
	fieldRoute
	fieldBase
	fieldSlug
	fieldPipeline
	fieldNumber
	fieldSince
	fieldTopic
	fieldPartition
	fieldOffset
	fieldTime
	fieldMessage
)

// Encode gives the record as bytes, its times to the microsecond.
func (r Record) Encode() []byte {
	w := wire.NewWriter(make([]byte, 0, 256+len(r.Message)), version)
	w.String(fieldRun, r.Run)
	w.Int(fieldKind, int64(r.Kind))
	w.String(fieldRoute, r.Route)
	w.String(fieldBase, r.Base)
	w.String(fieldSlug, r.Slug)
	w.String(fieldPipeline, r.Pipeline)
	w.String(fieldNumber, r.Number)
	w.Time(fieldSince, r.Since)
	w.String(fieldTopic, r.Source.Topic)
	w.Int(fieldPartition, int64(r.Source.Partition))
	w.Int(fieldOffset, r.Source.Offset)
	w.Time(fieldTime, r.Source.Time)
	w.Blob(fieldMessage, r.Message)
	return w.Bytes()
}

var errNothing = errors.New("it names no run or no pipeline")

// Decode reads what [Record.Encode] gave, copying what it keeps.
func Decode(data []byte) (Record, error) { return decode(data, true) }

// DecodeEntry reads the entry alone, which leaves the message where it is.
func DecodeEntry(data []byte) (Entry, error) {
	r, err := decode(data, false)
	return r.Entry, err
}

func decode(data []byte, whole bool) (Record, error) {
	var r Record
	err := wire.Read(data, version, func(field wire.Field, v wire.Value) error {
		switch field {
		case fieldRun:
			r.Run = v.String()
		case fieldKind:
			r.Kind = sdk.Kind(v.Int())
		case fieldRoute:
			r.Route = v.String()
		case fieldBase:
			r.Base = v.String()
		case fieldSlug:
			r.Slug = v.String()
		case fieldPipeline:
			r.Pipeline = v.String()
		case fieldNumber:
			r.Number = v.String()
		case fieldSince:
			r.Since = v.Time()
		case fieldTopic:
			r.Source.Topic = v.String()
		case fieldPartition:
			r.Source.Partition = int32(v.Int()) //nolint:gosec // it was one
		case fieldOffset:
			r.Source.Offset = v.Int()
		case fieldTime:
			r.Source.Time = v.Time()
		case fieldMessage:
			if whole {
				r.Message = v.Blob()
			}
		}
		return nil
	})
	if err == nil && (r.Run == "" || r.Pipeline == "") {
		err = errNothing
	}
	if err != nil {
		return Record{}, fmt.Errorf("decoding a followed pipeline: %w", err)
	}
	return r, nil
}
