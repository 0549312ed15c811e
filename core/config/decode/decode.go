package decode

import (
	"reflect"

	"github.com/drayhq/dray/core/config/tree"
)

// Decoder is a type that reads itself from a node.
type Decoder interface{ DecodeNode(node *tree.Node) error }

// Into fills what into points to from n. Struct fields go by their yaml tag; a field
// tagged unit:"bytes" takes sizes such as 10MiB, one tagged oneof its [Words] only.
// Members without a field, and values of another type, are errors. Null, and what
// could not be filled in, leaves what is there.
func Into(n *tree.Node, into any) error {
	pointer := reflect.ValueOf(into)
	if pointer.Kind() != reflect.Pointer || pointer.IsNil() {
		return n.Errorf("decoding into %T, which is no pointer to fill", into)
	}
	var errs tree.Errors
	value(n, pointer.Elem(), "", &errs)
	return errs.Err()
}

// Field makes a value of a struct field's type from n.
func Field(n *tree.Node, field reflect.StructField) (any, error) {
	var errs tree.Errors
	out := reflect.New(field.Type).Elem()
	value(n, out, field.Tag, &errs)
	return out.Interface(), errs.Err()
}

func value(n *tree.Node, into reflect.Value, tag reflect.StructTag, errs *tree.Errors) {
	if n.Kind == tree.Unfilled {
		return
	}
	if decoder, ok := reflect.TypeAssert[Decoder](into.Addr()); ok {
		errs.Add(decoder.DecodeNode(n))
		return
	}
	if n.Kind == tree.Null {
		return
	}
	if isScalar(into) {
		errs.Add(scalar(n, into, tag))
		return
	}
	switch into.Kind() {
	case reflect.Pointer:
		if into.IsNil() {
			into.Set(reflect.New(into.Type().Elem()))
		}
		value(n, into.Elem(), tag, errs)
	case reflect.Struct:
		structure(n, into, errs)
	case reflect.Map:
		dictionary(n, into, errs)
	case reflect.Slice:
		list(n, into, errs)
	case reflect.Interface:
		into.Set(reflect.ValueOf(plain(n)))
	default:
		errs.Add(n.Errorf("dray cannot read %s", into.Type()))
	}
}

func is(n *tree.Node, kind tree.Kind, errs *tree.Errors) bool {
	if n.Kind == kind {
		return true
	}
	errs.Add(n.Errorf("it takes %s, not %s", kind, n.Kind))
	return false
}

func structure(n *tree.Node, into reflect.Value, errs *tree.Errors) {
	if !is(n, tree.Mapping, errs) {
		return
	}
	fields := fieldsOf(into.Type())
	for _, member := range n.Fields {
		field, known := fields[member.Name]
		if !known {
			errs.Addf(member.At, tree.Join(n.Key, member.Name), "unknown key; %s", Nearest(member.Name, names(fields)))
			continue
		}
		value(member.Value, into.FieldByIndex(field.Index), field.Tag, errs)
	}
}

func dictionary(n *tree.Node, into reflect.Value, errs *tree.Errors) {
	if !is(n, tree.Mapping, errs) {
		return
	}
	out := reflect.MakeMap(into.Type())
	for _, member := range n.Fields {
		item := reflect.New(into.Type().Elem()).Elem()
		value(member.Value, item, "", errs)
		out.SetMapIndex(reflect.ValueOf(member.Name).Convert(into.Type().Key()), item)
	}
	into.Set(out)
}

func list(n *tree.Node, into reflect.Value, errs *tree.Errors) {
	items := n.Items // or a single value with commas, as a variable holds a list
	if n.Kind == tree.Scalar && into.Type().Elem().Kind() == reflect.String {
		if items = commas(n); len(items) == 0 && (n.Text != "" || len(n.Expanded) > 0) {
			// A slip must not stand for none: a list of hosts that is empty means any.
			errs.Add(n.Errorf("it holds nothing beside commas and spaces; write what shall be in it, or leave it out"))
			return
		}
	} else if !is(n, tree.Sequence, errs) {
		return
	}
	out := reflect.MakeSlice(into.Type(), len(items), len(items))
	for i, item := range items {
		value(item, out.Index(i), "", errs)
	}
	into.Set(out)
}
