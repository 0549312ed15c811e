package town

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
)

// letter is what `dray dlq list --output json` shows of a dead letter.
type letter struct{ ID, Run, Class string }

// Parked gives the class of each run's dead letter, as the replica tells it.
func (t *Town) Parked(ctx context.Context) (map[string]string, error) {
	r := t.Replicas[0]
	list := exec.CommandContext(ctx, t.Binary, "dlq", "list", "--output", "json")
	list.Dir, list.Env = r.dir, r.environ(r.Life())
	var said, complained bytes.Buffer
	list.Stdout, list.Stderr = &said, &complained
	if err := list.Run(); err != nil {
		return nil, fmt.Errorf("listing the dead letters: %w\n%s", err, complained.Bytes())
	}
	letters, err := lettersOf(&said)
	if err != nil {
		return nil, err
	}
	parked := make(map[string]string, len(letters))
	for _, one := range letters {
		if class, twice := parked[one.Run]; twice && one.Run != "" {
			return nil, fmt.Errorf("run %s is parked twice, as %s and as %s (%s)", one.Run, class, one.Class, one.ID)
		}
		parked[one.Run] = one.Class
	}
	return parked, nil
}

// lettersOf reads objects one after the other, or a list of them.
func lettersOf(text io.Reader) (out []letter, err error) {
	for decoder := json.NewDecoder(text); ; {
		var value json.RawMessage
		if err := decoder.Decode(&value); errors.Is(err, io.EOF) {
			return out, nil
		} else if err != nil {
			return nil, fmt.Errorf("reading the list of dead letters: %w", err)
		}
		var one letter
		if list := []letter(nil); json.Unmarshal(value, &list) == nil {
			out = append(out, list...)
		} else if err := json.Unmarshal(value, &one); err != nil {
			return nil, fmt.Errorf("reading the dead letter %s: %w", value, err)
		} else {
			out = append(out, one)
		}
	}
}
