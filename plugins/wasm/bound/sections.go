package bound

import "fmt"

// mostLocals is what other engines allow a function as well.
const mostLocals = 50_000

// sections read what holds counts, by the section's id. What is left of a section
// after the last count needs no reading.
var sections = map[byte]func(*reader){
	1: types, 2: imports, 3: counted("functions"), 5: counted("memories"), 6: counted("globals"), 7: exports,
	9: elements, 10: code, 11: data, 13: counted("tags"),
}

func counted(what string) func(*reader) { return func(r *reader) { r.count(what) } }

func types(r *reader) {
	const group, function = 0x4e, 0x60
	for left := r.count("types"); left > 0 && r.err == nil; left-- {
		switch r.byte() {
		case group:
			left += r.count("types of a group")
		case function:
			for _, what := range []string{"parameters of a function", "results of a function"} {
				for n := r.count(what); n > 0 && r.err == nil; n-- {
					valueType(r)
				}
			}
		default:
			r.fail(errUnknown)
		}
	}
}

func valueType(r *reader) {
	if b := r.byte(); b == 0x63 || b == 0x64 { // a reference to a type
		r.skip()
	}
}

func imports(r *reader) {
	for left := r.count("imports"); left > 0 && r.err == nil; left-- {
		from, name := r.name("an import's module"), r.name("an import's name")
		switch kind := r.byte(); kind {
		case 0: // a function
			r.skip()
		case 2: // a memory
			limits(r)
		default:
			if what := map[byte]string{1: "table", 3: "global", 4: "tag"}[kind]; what != "" && r.err == nil {
				r.fail(fmt.Errorf("it imports the %s %s.%s: a module can import functions only", what, from, name))
			}
			r.fail(errUnknown)
		}
	}
}

func exports(r *reader) {
	for left := r.count("exports"); left > 0 && r.err == nil; left-- {
		r.name("an export's name")
		r.byte()
		r.skip()
	}
}

func code(r *reader) {
	for left := r.count("functions"); left > 0 && r.err == nil; left-- {
		f := &reader{b: r.take(r.uint(), "a function")}
		locals := uint64(0)
		for groups := f.count("locals of a function"); groups > 0 && f.err == nil; groups-- {
			locals += f.uint()
			valueType(f)
		}
		if locals > mostLocals {
			f.fail(fmt.Errorf("one of its functions has %d locals, and %d are the most", locals, mostLocals))
		}
		if f.err != nil {
			r.fail(f.err)
		}
	}
}

func data(r *reader) {
	for left := r.count("data segments"); left > 0 && r.err == nil; left-- {
		switch r.uint() {
		case 0:
			constant(r)
		case 1:
		case 2:
			r.skip()
			constant(r)
		default:
			r.fail(errUnknown)
		}
		r.take(r.uint(), "a data segment")
	}
}
