package desk

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestASiteSaysWhereItsCoBrowsesOpenAndWhichPagesMayBeSent(t *testing.T) {
	d, _ := openDesk(t)
	n := NewSite{
		Name: "Shop", Origins: []string{"https://shop.example"}, Viewer: ViewerPopup,
		Pages: []Page{{"https://Pay.example", " Payment "}, {"https://pay.example/", "again"}, {"https://shop.example/form?a=b", "Form"}},
	}
	s, err := d.AddSite(t.Context(), n)
	if err != nil {
		t.Fatal(err)
	}
	if want := []Page{{"https://pay.example/", "Payment"}, {"https://shop.example/form?a=b", "Form"}}; s.Viewer != ViewerPopup || !slices.Equal(s.Pages, want) {
		t.Errorf("%+v", s)
	}
	for address, want := range map[string]bool{
		"https://pay.example/": true, "https://pay.example": true, "HTTPS://PAY.example": true, "https://pay.example/x": false, "https://pay.example/?x": false,
		"http://pay.example/": false, "javascript:alert(1)": false, "": false, "https://shop.example/form?a=b": true, "https://shop.example/form": false,
	} {
		if _, got := s.Page(address); got != want {
			t.Errorf("%s is on the list: %v", address, got)
		}
	}
	if s, err = d.ChangeSite(t.Context(), s.ID, NewSite{Name: "Shop", Origins: n.Origins}); err != nil || s.Viewer != ViewerConsole || len(s.Pages) != 0 {
		t.Errorf("%+v, %v", s, err)
	}
}

func TestASitesPagesAreHeldAgainstTheirLimits(t *testing.T) {
	d, _ := openDesk(t)
	many := make([]Page, MaxPages+1)
	for i := range many {
		many[i] = Page{"https://shop.example/" + strings.Repeat("x", i+1), "x"}
	}
	site := func(viewer Viewer, pages ...Page) NewSite {
		return NewSite{Name: "Shop", Origins: []string{"https://shop.example"}, Viewer: viewer, Pages: pages}
	}
	for name, c := range map[string]struct {
		n     NewSite
		field string
	}{
		"no place":        {site("basement"), "viewer"},
		"no page":         {site("", Page{"/help", "Help"}), "pages"},
		"a script":        {site("", Page{"javascript:alert(1)", "Help"}), "pages"},
		"no label":        {site("", Page{"https://shop.example/help", " "}), "pages"},
		"a label of 81":   {site("", Page{"https://shop.example/help", strings.Repeat("x", 81)}), "pages"},
		"a page too many": {site("", many...), "pages"},
	} {
		var invalid *InvalidError
		if _, err := d.AddSite(t.Context(), c.n); !errors.As(err, &invalid) || invalid.Field != c.field {
			t.Errorf("%s: %v, want a bad %s", name, err, c.field)
		}
	}
	if _, err := d.AddSite(t.Context(), site("", many[:MaxPages]...)); err != nil {
		t.Error(err)
	}
}
