package main

import (
	"testing"

	"github.com/tandem-cobrowse/tandem/web"
)

func TestFavouritesThroughTheAPI(t *testing.T) {
	r := start(t)
	ada := r.administrator()
	ben := ada.assistant()
	own := ben.call("POST", "/api/v1/favourites", m{"label": "Prices", "url": "https://shop.example/prices"}).want(t, 201, "").field(t, "id")
	ben.call("POST", "/api/v1/favourites", m{"label": "Help", "url": "https://shop.example/help", "shared": true}).want(t, 403, "no_right")
	all := ada.call("POST", "/api/v1/favourites", m{"label": "Help", "url": "https://shop.example/help", "shared": true}).want(t, 201, "").field(t, "id")

	type list struct {
		Favourites []struct {
			ID, Label, URL string
			Shared         bool
		}
	}
	if got := decode[list](t, ben.call("GET", "/api/v1/favourites", nil).want(t, 200, "")).Favourites; len(got) != 2 || got[0].ID != all || !got[0].Shared || got[1].ID != own || got[1].Shared {
		t.Errorf("the assistant has %+v", got)
	}
	if got := decode[list](t, ada.call("GET", "/api/v1/favourites", nil).want(t, 200, "")).Favourites; len(got) != 1 || got[0].ID != all {
		t.Errorf("the administrator has %+v", got)
	}
	ben.call("PUT", "/api/v1/favourites/"+all, m{"label": "x", "url": "https://evil.example"}).want(t, 403, "no_right")
	ada.call("PUT", "/api/v1/favourites/"+own, m{"label": "x", "url": "https://evil.example"}).want(t, 404, "not_found")
	ben.call("PUT", "/api/v1/favourites/"+own, m{"label": "x", "url": "ftp://shop.example"}).want(t, 400, "bad_request")
	ben.call("PUT", "/api/v1/favourites/"+own, m{"label": "x", "url": "https://shop.example", "shared": true}).want(t, 400, "bad_request")
	if got := ben.call("PUT", "/api/v1/favourites/"+own, m{"label": "All prices", "url": "https://shop.example"}).want(t, 200, "").field(t, "url"); got != "https://shop.example/" {
		t.Errorf("changed to %s", got)
	}
	ben.call("DELETE", "/api/v1/favourites/"+own, nil).want(t, 204, "")
	ben.call("DELETE", "/api/v1/favourites/"+own, nil).want(t, 404, "not_found")
	ada.call("DELETE", "/api/v1/favourites/"+all, nil).want(t, 204, "")
}

func TestI10ACustomersPageLearnsWhichOfItsOwnSitesPagesMayBeWarmed(t *testing.T) {
	r := start(t)
	ada := r.administrator()
	code := issue(t, ada, m{}).Code
	for _, f := range []m{
		{"label": "Help", "url": r.shop() + "/demo/help", "shared": true},
		{"label": "Mine", "url": r.shop() + "/demo/shop", "shared": false},
		{"label": "Elsewhere", "url": "https://elsewhere.example/", "shared": true},
	} {
		ada.call("POST", "/api/v1/favourites", f).want(t, 201, "")
	}
	page := r.page(r.shop())
	s := decode[web.RedeemReply](t, redeem(page, code).want(t, 200, ""))
	ask := m{"session": s.Session, "token": s.Token}
	if got := decode[web.PagesToWarm](t, page.call("POST", "/api/v1/sdk/warm", ask).want(t, 200, "")).Pages; len(got) != 1 || got[0] != r.shop()+"/demo/help" {
		t.Errorf("told %q", got)
	}
	page.call("POST", "/api/v1/sdk/warm", m{"session": s.Session, "token": "guess"}).want(t, 401, "session_unknown")
	r.page("https://evil.example").call("POST", "/api/v1/sdk/warm", ask).want(t, 403, "origin_not_allowed")
}
