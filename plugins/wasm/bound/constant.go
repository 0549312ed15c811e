package bound

// constant passes over a constant expression.
func constant(r *reader) {
	for r.err == nil {
		switch r.byte() {
		case 0x0b: // end
			return
		case 0x41, 0x42, 0x23, 0xd0, 0xd2: // i32.const, i64.const, global.get, ref.null, ref.func
			r.skip()
		case 0x43: // f32.const
			r.take(4, "a constant")
		case 0x44: // f64.const
			r.take(8, "a constant")
		case 0x6a, 0x6b, 0x6c, 0x7c, 0x7d, 0x7e: // add, sub, mul
		case 0xfd: // v128.const
			r.skip()
			r.take(16, "a constant")
		default:
			r.fail(errUnknown)
		}
	}
}

// elements reads the segments that fill tables. The lowest bits of a segment's first
// number say that it is passive or declarative, that a table is named, or for those
// two that it is declarative, and that it holds expressions.
func elements(r *reader) {
	for left := r.count("element segments"); left > 0 && r.err == nil; left-- {
		flags := r.uint()
		if flags > 7 {
			r.fail(errUnknown)
			return
		}
		active, explicit, expressions := flags&1 == 0, flags&2 != 0, flags&4 != 0
		if active {
			if explicit {
				r.skip()
			}
			constant(r)
		}
		if !active || explicit {
			valueType(r) // or the kind of element
		}
		for n := r.count("elements of a segment"); n > 0 && r.err == nil; n-- {
			if expressions {
				constant(r)
			} else {
				r.skip()
			}
		}
	}
}
