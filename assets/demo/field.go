package demo

import (
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"
)

// field is one line of a form: how it is shown, and what is asked of it.
type field struct {
	name, label, kind, autocomplete string
	// missing is what to say when it is empty; a field without it is optional.
	missing string
	hint    string
	// secret values are never sent back into the page, not even after a mistake elsewhere.
	secret bool
	wide   bool
	mode   string
	min    string
	max    string
	// check says what is wrong with a value that is there; nil accepts all.
	check func(value string) string
}

// answers are what a form was sent with, and what is wrong with it by field name.
type answers struct {
	values url.Values
	wrong  map[string]string
	// asked keeps the order of the page for the list of mistakes.
	asked []field
}

func newAnswers(values url.Values) *answers {
	return &answers{values: values, wrong: map[string]string{}}
}

func (a *answers) get(name string) string { return strings.TrimSpace(a.values.Get(name)) }

// ask checks fields and notes what is wrong with them.
func (a *answers) ask(fields ...field) {
	for _, f := range fields {
		a.asked = append(a.asked, f)
		value := a.get(f.name)
		switch {
		case value == "" && f.missing != "":
			a.wrong[f.name] = f.missing
		case value == "":
		case utf8.RuneCountInString(value) > f.room() || !utf8.ValidString(value):
			a.wrong[f.name] = "Please keep this under " + strconv.Itoa(f.room()) + " letters."
		case f.check != nil:
			if text := f.check(value); text != "" {
				a.wrong[f.name] = text
			}
		}
	}
}

func (f field) room() int {
	switch f.kind {
	case "password":
		return maxPassword
	case "textarea":
		return maxNote
	default:
		return maxField
	}
}

// summary lists the mistakes on top of a form, each a link to its field. The script moves the focus here.
func (a *answers) summary() g.Node {
	if len(a.wrong) == 0 {
		return nil
	}
	var items g.Group
	for _, f := range a.asked {
		if text, ok := a.wrong[f.name]; ok {
			items = append(items, h.Li(h.A(h.Href("#"+f.name), g.Text(text))))
		}
	}
	return h.Div(h.Class("mistakes"), h.Role("alert"), h.TabIndex("-1"),
		h.H2(g.Text("Please look at these again")), h.Ul(items))
}

// input draws a field with its label, hint and mistake.
func (a *answers) input(f field) g.Node {
	text, bad := a.wrong[f.name]
	class := "field"
	if f.wide {
		class += " wide"
	}
	described := []string{}
	if f.hint != "" {
		described = append(described, f.name+"-hint")
	}
	if bad {
		described = append(described, f.name+"-wrong")
	}
	attrs := g.Group{
		h.ID(f.name), h.Name(f.name), h.MaxLength(strconv.Itoa(f.room())),
		g.If(f.autocomplete != "", h.AutoComplete(f.autocomplete)),
		g.If(f.mode != "", g.Attr("inputmode", f.mode)),
		g.If(f.min != "", h.Min(f.min)), g.If(f.max != "", h.Max(f.max)),
		g.If(f.missing != "", h.Aria("required", "true")),
		g.If(bad, h.Aria("invalid", "true")),
		g.If(len(described) > 0, h.Aria("describedby", strings.Join(described, " "))),
	}
	return h.Div(h.Class(class),
		h.Label(h.For(f.name), g.Text(f.label), g.If(f.missing == "", h.Span(h.Class("optional"), g.Text("optional")))),
		g.If(f.hint != "", h.P(h.ID(f.name+"-hint"), h.Class("hint"), g.Text(f.hint))),
		a.control(f, attrs),
		g.If(bad, h.P(h.ID(f.name+"-wrong"), h.Class("wrong"), g.Text(text))),
	)
}

func (a *answers) control(f field, attrs g.Node) g.Node {
	value := a.values.Get(f.name)
	if f.secret {
		value = ""
	}
	switch f.kind {
	case "textarea":
		return h.Textarea(attrs, h.Rows("3"), g.Text(value))
	case "password":
		return h.Div(h.Class("password"), h.Input(h.Type("password"), attrs),
			h.Button(h.Type("button"), h.Class("link"), h.Data("shows", f.name), h.Aria("pressed", "false"), g.Text("Show")))
	default:
		return h.Input(h.Type(f.kind), attrs, h.Value(value))
	}
}

// tick is a check box; radio one of several choices.
func (a *answers) tick(name, text string) g.Node {
	wrong, bad := a.wrong[name]
	return h.Div(h.Class("field wide"),
		h.Label(h.Class("choice"), h.Input(h.ID(name), h.Type("checkbox"), h.Name(name), h.Value("yes"), g.If(a.get(name) == "yes", h.Checked()), g.If(bad, h.Aria("invalid", "true"))), h.Span(g.Text(text))),
		g.If(bad, h.P(h.Class("wrong"), g.Text(wrong))))
}

func (a *answers) radio(name, value, text, more string) g.Node {
	return h.Label(h.Class("choice boxed"), h.Input(h.Type("radio"), h.Name(name), h.Value(value), g.If(a.get(name) == value, h.Checked())),
		h.Span(h.B(g.Text(text)), h.Small(g.Text(more))))
}
