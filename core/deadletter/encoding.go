package deadletter

import (
	"errors"
	"fmt"

	"github.com/drayhq/dray/core/wire"
	"github.com/drayhq/dray/sdk"
)

var errHeader = errors.New("the value of a header comes before its key")

// version is the encoding's. A field that older readers may skip needs no new one.
const version = 1

// The fields' numbers: never used for anything else once released.
const (
	fieldID = iota + 1
	fieldRun
	fieldKind
	fieldTopic
	fieldPartition
	fieldOffset
	fieldPublished
	fieldKey
	fieldValue
	fieldHeaderKey // before its value
	fieldHeaderValue
	fieldChanges
	fieldRoute
	fieldAction
	fieldStep
	fieldClass
	fieldReason
	fieldAttempts
	fieldFirst
	fieldParked
	fieldTold
	fieldDoubt
	fieldReplay
)

// Encode gives the letter as bytes, its times to the microsecond.
func (l Letter) Encode() []byte {
	w := wire.NewWriter(make([]byte, 0, 256+len(l.Key)+len(l.Value)), version)
	w.String(fieldID, l.ID)
	w.String(fieldRun, l.Run)
	w.Int(fieldKind, int64(l.Kind))
	w.String(fieldTopic, l.Topic)
	w.Int(fieldPartition, int64(l.Partition))
	w.Int(fieldOffset, l.Offset)
	w.Time(fieldPublished, l.Published)
	w.Blob(fieldKey, l.Key)
	w.Blob(fieldValue, l.Value)
	for _, h := range l.Headers {
		w.Blob(fieldHeaderKey, []byte(h.Key))
		w.Blob(fieldHeaderValue, h.Value)
	}
	w.Bool(fieldChanges, l.Changes)
	w.String(fieldRoute, l.Route)
	w.String(fieldAction, l.Action)
	w.String(fieldStep, l.Step)
	w.String(fieldClass, string(l.Class))
	w.String(fieldReason, l.Reason)
	w.Int(fieldAttempts, int64(l.Attempts))
	w.Time(fieldFirst, l.First)
	w.Time(fieldParked, l.Parked)
	w.Bool(fieldTold, l.Told)
	w.Bool(fieldDoubt, l.Doubt)
	w.Time(fieldReplay, l.Replay)
	return w.Bytes()
}

// Decode reads what Encode gave, copying what it keeps. The error says what is
// wrong with the bytes.
func Decode(data []byte) (Letter, error) {
	var l Letter
	err := wire.Read(data, version, func(field wire.Field, v wire.Value) error {
		switch field {
		case fieldID:
			l.ID = v.String()
		case fieldRun:
			l.Run = v.String()
		case fieldKind:
			l.Kind = sdk.Kind(v.Int())
		case fieldTopic:
			l.Topic = v.String()
		case fieldPartition:
			l.Partition = int32(v.Int()) //nolint:gosec // it was one
		case fieldOffset:
			l.Offset = v.Int()
		case fieldPublished:
			l.Published = v.Time()
		case fieldKey:
			l.Key = v.Blob()
		case fieldValue:
			l.Value = v.Blob()
		case fieldHeaderKey:
			l.Headers = append(l.Headers, Header{Key: v.String()})
		case fieldHeaderValue:
			if len(l.Headers) == 0 {
				return errHeader
			}
			l.Headers[len(l.Headers)-1].Value = v.Blob()
		default:
			l.decodeFate(field, v)
		}
		return nil
	})
	if err != nil {
		return Letter{}, fmt.Errorf("decoding a dead letter: %w", err)
	}
	return l, nil
}

// decodeFate reads a field that says what became of the message.
func (l *Letter) decodeFate(field wire.Field, v wire.Value) {
	switch field {
	case fieldChanges:
		l.Changes = v.Bool()
	case fieldRoute:
		l.Route = v.String()
	case fieldAction:
		l.Action = v.String()
	case fieldStep:
		l.Step = v.String()
	case fieldClass:
		l.Class = Class(v.String())
	case fieldReason:
		l.Reason = v.String()
	case fieldAttempts:
		l.Attempts = int(v.Int())
	case fieldFirst:
		l.First = v.Time()
	case fieldParked:
		l.Parked = v.Time()
	case fieldTold:
		l.Told = v.Bool()
	case fieldDoubt:
		l.Doubt = v.Bool()
	case fieldReplay:
		l.Replay = v.Time()
	}
}
