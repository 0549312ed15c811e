package bound

// imports counts functions and looks for a memory.
func (s *shape) imports(r *reader) {
	for left := r.count("imports"); left > 0 && !r.failed(); left-- {
		r.name("an import's module")
		r.name("an import's name")
		switch r.byte() {
		case ofFunction:
			r.uint()
			s.imported++
		case 2: // a memory
			limits(r)
			s.memory = true
		default:
			r.fail(errUnknown)
		}
	}
}

// eachGlobal counts globals, and passes over them.
func (s *shape) eachGlobal(r *reader) {
	s.globals = r.count("globals")
	for left := s.globals; left > 0 && !r.failed(); left-- {
		valueType(r)
		r.byte() // whether it can be changed
		constant(r)
	}
}

// exports looks whether the names that are added are free, and the indices below those
// that are added.
func (s *shape) exports(r *reader) {
	for left := r.count("exports"); left > 0 && !r.failed(); left-- {
		name, kind, index := r.name("an export's name"), r.byte(), r.uint()
		if name == Stop || name == Start {
			r.fail(taken(name))
		}
		if kind == ofGlobal && index >= s.globals || kind == ofFunction && index >= s.imported+s.defined || kind == ofMemory && !s.memory {
			r.fail(errUnknown)
		}
	}
}
