package wire

import (
	"encoding"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"sync"
)

// layout is how a message's struct lies on the wire.
type layout struct {
	kind   reflect.Type
	name   string
	fields []field
	// blanks are messages to read into (*reflect.Value): what is read is copied out of them, and a new one for each would be garbage at once.
	blanks sync.Pool
}

// field is one field of it.
type field struct {
	name  string
	index int
	// optional fields are left out when they are empty.
	optional bool
	// plain is String, Bool, Int or Uint for what is read and written here, and Invalid for what encoding/json does.
	plain reflect.Kind
}

// layouts are those of every message, by direction and name, and by type. They are made once and never changed.
type layouts struct {
	read  map[Direction]map[string]*layout
	write map[reflect.Type]*layout
}

// known is what encoding/json would keep to itself.
var known = layOut() //nolint:gochecknoglobals // constant but for its type

func layOut() layouts {
	all := layouts{read: map[Direction]map[string]*layout{}, write: map[reflect.Type]*layout{}}
	for d := FromCustomer; d <= ToDesk; d++ {
		all.read[d] = map[string]*layout{}
		for _, m := range Messages(d) {
			t := reflect.TypeOf(m)
			if all.write[t] == nil {
				all.write[t] = newLayout(m.messageType(), t)
			}
			all.read[d][m.messageType()] = all.write[t]
		}
	}
	return all
}

// named is the layout of the messages of a direction whose type is the JSON string `raw`.
func (k *layouts) named(d Direction, raw []byte) (*layout, error) {
	name, ok := plainText(raw)
	if !ok {
		s, err := readText(raw)
		if err != nil {
			return nil, errors.New("no type")
		}
		name = []byte(s)
	}
	l := k.read[d][string(name)]
	if l == nil {
		return nil, errors.New("unknown type")
	}
	return l, nil
}

func newLayout(name string, t reflect.Type) *layout {
	l := &layout{kind: t, name: name}
	for i := range t.NumField() {
		f := field{index: i, plain: plain(t.Field(i).Type)}
		var option string
		f.name, option, _ = strings.Cut(t.Field(i).Tag.Get("json"), ",")
		f.optional = option == "omitempty"
		l.fields = append(l.fields, f)
	}
	return l
}

func plain(t reflect.Type) reflect.Kind {
	p := reflect.PointerTo(t)
	for _, own := range []reflect.Type{
		reflect.TypeFor[json.Marshaler](), reflect.TypeFor[json.Unmarshaler](), reflect.TypeFor[encoding.TextMarshaler](), reflect.TypeFor[encoding.TextUnmarshaler](),
	} {
		if p.Implements(own) {
			return reflect.Invalid
		}
	}
	switch t.Kind() {
	case reflect.String, reflect.Bool:
		return t.Kind()
	case reflect.Int, reflect.Int64, reflect.Int32:
		return reflect.Int
	case reflect.Uint, reflect.Uint64, reflect.Uint32:
		return reflect.Uint
	}
	return reflect.Invalid
}
