package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/invopop/jsonschema"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

const (
	wirePath   = "github.com/tandem-cobrowse/tandem/signaling/wire"
	refPrefix  = "#/$defs/"
	bodySuffix = "Body"
)

// union is what may travel in one direction.
type union struct {
	// name is what TypeScript calls it.
	name      string
	side      side
	direction wire.Direction
	doc       string
}

// side is one of two that share a struct: where the field of belongs to only one of them, each gets a type of its own, under its prefix.
type side struct {
	prefix string
	of     string
	has    bool
}

var (
	neither  = side{}
	customer = side{"Customer", "session", false}
	agent    = side{"Agent", "session", true}
	visitor  = side{"Visitor", "conversation", false}
	desk     = side{"Desk", "conversation", true}
)

var unions = []union{
	{"CustomerMessage", customer, wire.FromCustomer, "What a customer's page may send."},
	{"AgentMessage", agent, wire.FromAgent, "What an agent's console may send."},
	{"ServerMessage", neither, wire.FromServer, "What the server may send to either."},
	{"VisitorMessage", visitor, wire.FromVisitor, "What a visitor's page may send."},
	{"ToVisitorMessage", visitor, wire.ToVisitor, "What the server may send to a visitor's page."},
	{"DeskMessage", desk, wire.FromDesk, "What a console may send on the desk's socket."},
	{"ToDeskMessage", desk, wire.ToDesk, "What the server may send on the desk's socket."},
}

// generate returns the schema of the package in the folder.
func generate(dir string) ([]byte, error) {
	words, err := readVocabulary(dir)
	if err != nil {
		return nil, err
	}
	r := &jsonschema.Reflector{Anonymous: true, Mapper: words.mapper}
	if err := r.AddGoComments(wirePath, dir, jsonschema.WithFullComment()); err != nil {
		return nil, fmt.Errorf("read comments: %w", err)
	}
	root := &jsonschema.Schema{
		Version:     jsonschema.Version,
		Title:       "Wire",
		Description: "Every message that crosses one of Tandem's WebSockets. Generated from package signaling/wire by go generate: do not edit.",
		Definitions: words.definitions(),
		Extras:      map[string]any{"x-constants": words.constants},
	}
	for _, u := range unions {
		union := &jsonschema.Schema{Title: u.name, Description: u.doc}
		for _, m := range wire.Messages(u.direction) {
			name := define(root.Definitions, r, m, u.side)
			union.OneOf = append(union.OneOf, ref(name))
		}
		root.Definitions[u.name] = union
	}
	return indent(root)
}

// mapper puts a reference where a field has one of the enumerations.
func (v *vocabulary) mapper(t reflect.Type) *jsonschema.Schema {
	if t.PkgPath() == wirePath && t.Kind() == reflect.String {
		return ref(t.Name())
	}
	return nil
}

func (v *vocabulary) definitions() jsonschema.Definitions {
	defs := jsonschema.Definitions{}
	for _, e := range v.enums {
		defs[e.name] = &jsonschema.Schema{Title: e.name, Description: e.doc, Type: "string", Enum: e.values}
	}
	return defs
}

// define adds the definition of m, and of what it is made of, and returns its name.
func define(defs jsonschema.Definitions, r *jsonschema.Reflector, m wire.Message, by side) string {
	t := reflect.TypeOf(m)
	var own *jsonschema.Schema
	parts := r.ReflectFromType(t).Definitions
	for name, d := range parts {
		if name == t.Name() {
			own = d
			continue
		}
		if isMessage(name) {
			name += bodySuffix
		}
		d.Title = name
		defs[name] = d
	}
	for p := own.Properties.Oldest(); p != nil; p = p.Next() {
		if isMessage(strings.TrimPrefix(p.Value.Ref, refPrefix)) {
			p.Value.Ref += bodySuffix
		}
	}
	name := t.Name()
	if field, there := own.Properties.Get(by.of); there && !slices.Contains(own.Required, by.of) {
		name = by.prefix + name
		own.Properties.Delete(by.of)
		if by.has {
			own.Properties.Set(by.of, field)
			_ = own.Properties.MoveToFront(by.of) // it was set one line above
			own.Required = append([]string{by.of}, own.Required...)
		}
	}
	own.Properties.Set("type", &jsonschema.Schema{Type: "string", Const: wire.TypeOf(m)})
	_ = own.Properties.MoveToFront("type") // likewise
	own.Required = append([]string{"type"}, own.Required...)
	own.Title = name
	defs[name] = own
	return name
}

// isMessage reports whether a type of package wire is a message. As a part of another message it has no "type", and so a
// definition of its own, with bodySuffix.
func isMessage(name string) bool {
	for _, u := range unions {
		for _, m := range wire.Messages(u.direction) {
			if reflect.TypeOf(m).Name() == name {
				return true
			}
		}
	}
	return false
}

func ref(name string) *jsonschema.Schema { return &jsonschema.Schema{Ref: refPrefix + name} }

func indent(s *jsonschema.Schema) ([]byte, error) {
	raw, err := json.Marshal(s)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := json.Indent(&b, raw, "", "  "); err != nil {
		return nil, err
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}
