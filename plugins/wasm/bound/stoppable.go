package bound

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// What a stoppable module exports beside its own.
const (
	// Stop names a mutable i32. Once it is other than 0 the guest comes upon unreachable
	// soon. Only its host writes it, from whatever goroutine, and reads nothing there.
	Stop = "dray:stop"
	// Start names the function, of no parameters and results, that the module said is to
	// be called when it is instantiated. It isn't exported where there is none.
	Start = "dray:start"
)

// errUnreadable is given for what no compiler takes.
var errUnreadable = errors.New("the file can't be read: its sections or its functions are not of the form that they must have")

// Stoppable gives a module, as [Module] gave it, that can be stopped, and that comes back to the
// host now and then of its own. The compiler's code can't be preempted: a guest that
// never came back would hold up the collector, and with it all else, the goroutine that
// is to stop it too.
//
// So the guest counts what it does in a global of its own, at the head of loops and of
// functions and by the length of what it copies, and when the count is used up it
// calls a function that grows memory by nothing, which the compiler leaves to the host. That
// function looks at [Stop] then. Indices stay, for all that is added comes last. A
// start section becomes the export [Start], so that it can be stopped as well.
func Stoppable(module []byte) ([]byte, error) {
	s, err := shapeOf(module)
	if err != nil {
		return nil, err
	}
	if err := s.meter(); err != nil {
		return nil, err
	}
	out := append(make([]byte, 0, len(module)+len(module)/4), module[:headerSize]...)
	for _, id := range inOrder {
		if content := s.sections[id]; content != nil {
			out = binary.AppendUvarint(append(out, id), uint64(len(content)))
			out = append(out, content...)
		}
	}
	return out, nil
}

// meter adds to each section what counting takes.
func (s *shape) meter() error {
	m := newMeter(s)
	code, err := m.code(s)
	if err != nil {
		return err
	}
	exports := exported(nil, Stop, ofGlobal, m.stop)
	if start := s.sections[startSection]; start != nil {
		exports = append(exports, exported(nil, Start, ofFunction, s.start)...)
		s.sections[startSection] = nil
		s.add(exportSection, 1, nil)
	}
	s.add(exportSection, 1, exports)
	s.add(typeSection, 2, m.types())
	s.add(functionSection, 2, m.functions())
	s.add(globalSection, 2, m.globals())
	if !s.memory {
		s.add(memorySection, 1, []byte{1, 0, 0}) // which holds nothing, and never will
	}
	s.sections[codeSection] = code
	return nil
}

// add puts so many things, given as bytes, behind those of a section.
func (s *shape) add(id byte, count uint64, what []byte) {
	r := &reader{b: s.sections[id]}
	if len(r.b) > 0 {
		count += r.uint()
	}
	content := binary.AppendUvarint(make([]byte, 0, len(r.b)+len(what)+5), count)
	s.sections[id] = append(append(content, r.b...), what...)
}

func exported(to []byte, name string, kind byte, index uint64) []byte {
	to = append(binary.AppendUvarint(to, uint64(len(name))), name...)
	return binary.AppendUvarint(append(to, kind), index)
}

func taken(name string) error {
	return fmt.Errorf("it exports %s, a name that dray keeps for itself", name)
}
