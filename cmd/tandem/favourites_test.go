package main

import "testing"

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
