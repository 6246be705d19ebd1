package desk

import (
	"errors"
	"slices"
	"testing"
)

func TestASiteIsFoundByItsKeyUntilItIsRemoved(t *testing.T) {
	d, _ := openDesk(t)
	s, err := d.AddSite(t.Context(), NewSite{Name: "Shop", Origins: []string{"https://Shop.Example.org/", "https://shop.example.org:443", "http://localhost:8080"}, Ask: true})
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"https://shop.example.org", "http://localhost:8080"}; !slices.Equal(s.Origins, want) {
		t.Errorf("origins %q", s.Origins)
	}
	got, err := d.SiteByKey(t.Context(), s.Key)
	if err != nil || got.ID != s.ID || !got.Ask || !got.Allows("https://shop.example.org") || got.Allows("https://shop.example.org.evil.example") || got.Allows("null") || got.Allows("") {
		t.Errorf("%+v, %v", got, err)
	}
	known := func() bool {
		yes, err := d.OriginKnown(t.Context(), "http://localhost:8080")
		if err != nil {
			t.Fatal(err)
		}
		return yes
	}
	if !known() {
		t.Error("an origin of the site is not known")
	}
	if err := d.SetOrigins(t.Context(), s.ID, []string{"https://shop.example.org"}); err != nil || known() {
		t.Errorf("an origin that was taken off is known, %v", err)
	}
	if err := d.SetOrigins(t.Context(), s.ID, []string{"https://shop.example.org", "http://localhost:8080"}); err != nil || !known() {
		t.Errorf("an origin that was put back is not known, %v", err)
	}
	changed, err := d.ChangeSite(t.Context(), s.ID, NewSite{Name: "Other shop", Origins: []string{"http://localhost:8080"}, RelayOnly: true, Assets: AssetsAll})
	if err != nil || changed.Assets != AssetsAll || s.Assets != AssetsNeeded || changed.Key != s.Key || changed.Name != "Other shop" || changed.Ask || !changed.RelayOnly || changed.Allows("https://shop.example.org") {
		t.Errorf("changed: %+v, %v", changed, err)
	}
	if _, err := d.ChangeSite(t.Context(), "none", NewSite{Name: "x", Origins: []string{"http://localhost"}}); !errors.Is(err, ErrNotFound) {
		t.Errorf("a site that is not there was changed: %v", err)
	}
	var invalid *InvalidError
	if _, err := d.ChangeSite(t.Context(), s.ID, NewSite{Name: "x", Origins: []string{"http://localhost"}, Assets: "some"}); !errors.As(err, &invalid) || invalid.Field != "assets" {
		t.Errorf("a choice that there is not was taken: %v", err)
	}
	if err := d.RemoveSite(t.Context(), s.ID); err != nil {
		t.Fatal(err)
	}
	if known() {
		t.Error("an origin is known after its site was removed")
	}
	for _, key := range []string{s.Key, "", "no such key", "\x00"} {
		if _, err := d.SiteByKey(t.Context(), key); !errors.Is(err, ErrNotFound) {
			t.Errorf("key %q: %v", key, err)
		}
	}
	if err := d.RemoveSite(t.Context(), s.ID); !errors.Is(err, ErrNotFound) {
		t.Errorf("removed twice: %v", err)
	}
}

func TestOnlyOriginsAreTakenForOrigins(t *testing.T) {
	for _, o := range []string{"", "shop.example.org", "https://", "https://shop.example.org/path", "https://u:p@shop.example.org", "https://*.example.org", "ftp://example.org", "javascript:alert(1)",
		"https://shop.example.org?x", "https://shop.example.org#x", "https://bücher.example", "https://a b", "https://shop.example.org;script-src"} {
		if got, err := CleanOrigin(o); err == nil {
			t.Errorf("%q was taken as %q", o, got)
		}
	}
	for o, want := range map[string]string{"HTTP://LocalHost:80": "http://localhost", "https://[2001:DB8::1]:8443/": "https://[2001:db8::1]:8443"} {
		if got, err := CleanOrigin(o); err != nil || got != want {
			t.Errorf("%q became %q, %v", o, got, err)
		}
	}
}

func TestAnAPITokenWorksUntilItIsRevoked(t *testing.T) {
	d, _ := openDesk(t)
	made, secret, err := d.AddToken(t.Context(), " CRM ")
	if err != nil || made.Name != "CRM" {
		t.Fatalf("%+v, %v", made, err)
	}
	other, _, err := d.AddToken(t.Context(), "Help desk")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := d.CheckToken(t.Context(), secret); err != nil || got.ID != made.ID {
		t.Errorf("%+v, %v", got, err)
	}
	for _, s := range []string{"", TokenPrefix, secret + "x", secret[1:], digest(secret)} {
		if _, err := d.CheckToken(t.Context(), s); !errors.Is(err, ErrWrongToken) {
			t.Errorf("%q: %v", s, err)
		}
	}
	if err := d.RemoveToken(t.Context(), made.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := d.CheckToken(t.Context(), secret); !errors.Is(err, ErrWrongToken) {
		t.Errorf("after it was revoked: %v", err)
	}
	if left, err := d.Tokens(t.Context()); err != nil || len(left) != 1 || left[0].ID != other.ID {
		t.Errorf("%+v, %v", left, err)
	}
}
