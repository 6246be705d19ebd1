package main

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"strings"
)

// enum is one named string type with its values in the order of the source.
type enum struct {
	name   string
	doc    string
	values []any
}

// constantOf is one untyped constant: a close code, a limit or the subprotocol.
type constantOf struct {
	Name  string `json:"name"`
	Value any    `json:"value"`
	Doc   string `json:"doc,omitempty"`
}

// vocabulary is what the source of package wire declares beside its messages.
type vocabulary struct {
	enums     map[string]*enum
	constants []constantOf
	fset      *token.FileSet
}

// readVocabulary reads the files of the folder. Values are taken from the source because reflection sees no constants.
func readVocabulary(dir string) (*vocabulary, error) {
	v := &vocabulary{enums: map[string]*enum{}, fset: token.NewFileSet()}
	paths, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(v.fset, path, nil, parser.ParseComments)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", path, err)
		}
		for _, d := range file.Decls {
			if err := v.declaration(d); err != nil {
				return nil, fmt.Errorf("read %s: %w", path, err)
			}
		}
	}
	return v, nil
}

func (v *vocabulary) declaration(d ast.Decl) error {
	gen, ok := d.(*ast.GenDecl)
	if !ok {
		return nil
	}
	for _, spec := range gen.Specs {
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			if kind, ok := spec.Type.(*ast.Ident); ok && kind.Name == "string" {
				v.enum(spec.Name.Name).doc = text(gen.Doc)
			}
		case *ast.ValueSpec:
			if gen.Tok == token.CONST && len(spec.Values) == 1 && spec.Names[0].IsExported() {
				if err := v.constant(spec); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// constant takes `StateIssued State = "issued"` into the enumeration State, and `MaxFrame = 64 << 10` into the constants.
func (v *vocabulary) constant(spec *ast.ValueSpec) error {
	value, err := types.Eval(v.fset, nil, token.NoPos, types.ExprString(spec.Values[0]))
	if err != nil {
		return nil //nolint:nilerr // iota and calls are internal to the package
	}
	name := spec.Names[0].Name
	kind, typed := spec.Type.(*ast.Ident)
	switch {
	case typed && value.Value.Kind() == constant.String:
		e := v.enum(kind.Name)
		if s := constant.StringVal(value.Value); s != "" { // empty stands for absent on the wire
			e.values = append(e.values, s)
		}
		if doc := text(spec.Doc); doc != "" {
			e.doc += "\n- " + strings.ReplaceAll(doc, kind.Name, "")
		}
	case !typed && value.Value.Kind() == constant.Int:
		n, exact := constant.Int64Val(value.Value)
		if !exact {
			return fmt.Errorf("%s does not fit 64 bits", name)
		}
		v.constants = append(v.constants, constantOf{name, n, text(spec.Doc)})
	case !typed && value.Value.Kind() == constant.String:
		v.constants = append(v.constants, constantOf{name, constant.StringVal(value.Value), text(spec.Doc)})
	}
	return nil
}

func (v *vocabulary) enum(name string) *enum {
	if v.enums[name] == nil {
		v.enums[name] = &enum{name: name}
	}
	return v.enums[name]
}

// text is a comment on one line.
func text(doc *ast.CommentGroup) string {
	return strings.Join(strings.Fields(doc.Text()), " ")
}
