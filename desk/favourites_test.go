package desk

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func labels(t *testing.T, d *Desk, p Person) []string {
	t.Helper()
	found, err := d.Favourites(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, f := range found {
		all = append(all, f.Label)
	}
	return all
}

func TestFavouritesAreOnesOwnAndThoseThatAllHave(t *testing.T) {
	d, _ := openDesk(t)
	boss := addPerson(t, d, ada(RoleAdministrator))
	helper := addPerson(t, d, NewPerson{Name: "Ben", Email: "ben@example.org", Password: "correct horse battery", Role: RoleAssistant})
	add := func(p Person, label string, shared bool) Favourite {
		f, err := d.AddFavourite(t.Context(), p, NewFavourite{Label: label, URL: "HTTPS://Shop.Example.org", Shared: shared})
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	everybodys, own := add(boss, "delivery", true), add(helper, "Prices", false)
	add(boss, "Boss only", false)
	if own.URL != "https://shop.example.org/" || own.Shared() || !everybodys.Shared() {
		t.Errorf("%+v, %+v", own, everybodys)
	}
	if got := labels(t, d, helper); !slices.Equal(got, []string{"delivery", "Prices"}) {
		t.Errorf("the helper has %q", got)
	}
	if got := labels(t, d, boss); !slices.Equal(got, []string{"Boss only", "delivery"}) {
		t.Errorf("the boss has %q", got)
	}
	changed, err := d.ChangeFavourite(t.Context(), helper, own.ID, NewFavourite{Label: "All prices", URL: "https://shop.example.org/prices?a=b#c"})
	if err != nil || changed.Label != "All prices" || changed.URL != "https://shop.example.org/prices?a=b#c" || changed.ID != own.ID {
		t.Errorf("%+v, %v", changed, err)
	}
	if err := d.RemoveFavourite(t.Context(), helper, own.ID); err != nil {
		t.Error(err)
	}
	if err := d.RemoveFavourite(t.Context(), helper, own.ID); !errors.Is(err, ErrNotFound) {
		t.Errorf("removed twice: %v", err)
	}
	if got := labels(t, d, helper); !slices.Equal(got, []string{"delivery"}) {
		t.Errorf("the helper has %q", got)
	}
}

func TestSharedFavouritesBelongToAdministratorsAndOthersToTheirOwners(t *testing.T) {
	d, _ := openDesk(t)
	boss := addPerson(t, d, ada(RoleAdministrator))
	helper := addPerson(t, d, NewPerson{Name: "Ben", Email: "ben@example.org", Password: "correct horse battery", Role: RoleAssistant})
	page := NewFavourite{Label: "Help", URL: "https://shop.example.org/help", Shared: true}
	if _, err := d.AddFavourite(t.Context(), helper, page); !errors.Is(err, ErrNotTheirs) {
		t.Errorf("an assistant shared a page: %v", err)
	}
	everybodys, err := d.AddFavourite(t.Context(), boss, page)
	if err != nil {
		t.Fatal(err)
	}
	own, err := d.AddFavourite(t.Context(), helper, NewFavourite{Label: "Mine", URL: page.URL})
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		by   Person
		id   string
		want error
	}{
		"an assistant on a shared one":       {helper, everybodys.ID, ErrNotTheirs},
		"an administrator on somebody's own": {boss, own.ID, ErrNotFound},
		"one that is not there":              {boss, "none", ErrNotFound},
		"an id that is none":                 {boss, "../x y", ErrNotFound},
	} {
		if _, err := d.ChangeFavourite(t.Context(), c.by, c.id, page); !errors.Is(err, c.want) {
			t.Errorf("changed by %s: %v", name, err)
		}
		if err := d.RemoveFavourite(t.Context(), c.by, c.id); !errors.Is(err, c.want) {
			t.Errorf("removed by %s: %v", name, err)
		}
	}
	if err := d.RemovePerson(t.Context(), helper.ID); err != nil {
		t.Fatal(err)
	}
	if got := labels(t, d, helper); !slices.Equal(got, []string{"Help"}) {
		t.Errorf("of somebody who left there is %q", got)
	}
}

func TestAFavouriteIsTheAddressOfAWebPage(t *testing.T) {
	d, _ := openDesk(t)
	boss := addPerson(t, d, ada(RoleAdministrator))
	for field, pages := range map[string][]NewFavourite{
		"label": {{URL: "https://a.example"}, {Label: " ", URL: "https://a.example"}, {Label: strings.Repeat("x", 81), URL: "https://a.example"}, {Label: "a\nb", URL: "https://a.example"}},
		"url": {
			{Label: "x"}, {Label: "x", URL: "javascript:alert(1)"}, {Label: "x", URL: "/help"}, {Label: "x", URL: "https://"}, {Label: "x", URL: "https://ada:pw@a.example"},
			{Label: "x", URL: "https://a.example/a b"}, {Label: "x", URL: "https://a.example/" + strings.Repeat("x", MaxAddress)}, {Label: "x", URL: "https://a.example/" + strings.Repeat("ü", 700)},
		},
	} {
		for _, n := range pages {
			var invalid *InvalidError
			if _, err := d.AddFavourite(t.Context(), boss, n); !errors.As(err, &invalid) || invalid.Field != field {
				t.Errorf("%+v: %v, want a bad %s", n, err, field)
			}
		}
	}
	for range MaxFavourites {
		if _, err := d.AddFavourite(t.Context(), boss, NewFavourite{Label: "x", URL: "https://a.example"}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := d.AddFavourite(t.Context(), boss, NewFavourite{Label: "x", URL: "https://a.example"}); !errors.Is(err, ErrTooMany) {
		t.Errorf("one above the limit: %v", err)
	}
	if _, err := d.AddFavourite(t.Context(), boss, NewFavourite{Label: "x", URL: "https://a.example", Shared: true}); err != nil {
		t.Errorf("the shared ones are counted by themselves: %v", err)
	}
}
