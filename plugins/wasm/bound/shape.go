package bound

import (
	"errors"
	"fmt"
)

const headerSize = 8

// The sections by their ids.
const (
	typeSection = iota + 1
	importSection
	functionSection
	tableSection
	memorySection
	globalSection
	exportSection
	startSection
	elementSection
	codeSection
	dataSection
	dataCountSection
)

// inOrder is the order in which sections come.
var inOrder = [...]byte{
	typeSection, importSection, functionSection, tableSection, memorySection, globalSection,
	exportSection, startSection, elementSection, dataCountSection, codeSection, dataSection,
}

// What exports are of.
const (
	ofFunction = 0
	ofMemory   = 2
	ofGlobal   = 3
)

// shape is what a module has, and its sections.
type shape struct {
	sections [dataCountSection + 1][]byte // nil for none

	types, imported, defined, globals uint64
	memory                            bool // imported or its own
	start                             uint64
}

func shapeOf(module []byte) (*shape, error) {
	s := &shape{}
	if err := s.split(module); err != nil {
		return nil, err
	}
	for _, id := range inOrder {
		content := s.sections[id]
		if content == nil {
			continue
		}
		r := &reader{b: content}
		switch id {
		case typeSection:
			s.types = (&reader{b: content}).uint()
			types(r)
		case importSection:
			s.imports(r)
		case functionSection:
			s.defined = r.count("functions")
			for left := s.defined; left > 0 && !r.failed(); left-- {
				r.uint()
			}
		case memorySection:
			s.memory = r.count("memories") > 0 || s.memory
			r.b = nil
		case globalSection:
			s.eachGlobal(r)
		case exportSection:
			s.exports(r)
		case startSection:
			s.start = r.uint()
		default:
			r.b = nil
		}
		// An entry that isn't whole would be made so by what is put behind it.
		if !errors.Is(r.err, errUnknown) && r.err != nil {
			return nil, r.err
		}
		if r.failed() || len(r.b) > 0 || s.start >= max(s.imported+s.defined, 1) {
			return nil, errUnreadable
		}
	}
	return s, nil
}

// split finds the sections of a module.
func (s *shape) split(module []byte) error {
	if len(module) < headerSize {
		return errUnreadable
	}
	last := -1
	for rest := (&reader{b: module[headerSize:]}); len(rest.b) > 0; {
		id := rest.byte()
		content := rest.take(rest.uint(), "a section")
		if rest.failed() {
			return errUnreadable
		}
		place := -1
		for at, known := range inOrder {
			if known == id {
				place = at
			}
		}
		if place < 0 {
			return fmt.Errorf("it has a %s section, which dray doesn't know", sectionName(id))
		}
		if place <= last {
			return fmt.Errorf("its %s section is in the wrong place, or there are two of them", sectionName(id))
		}
		s.sections[id], last = content, place
	}
	return nil
}
