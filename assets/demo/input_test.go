package demo

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func TestBadAddressesGetAClearPage(t *testing.T) {
	v := newVisitor(t)
	for path, want := range map[string]int{
		"/nowhere":                                  http.StatusNotFound,
		"/shop/unobtainium":                         http.StatusNotFound,
		"/shop/studio-mug":                          http.StatusNotFound,
		"/shop?category=cars":                       http.StatusNotFound,
		"/shop?sort=sideways":                       http.StatusBadRequest,
		"/shop?glaze=plaid":                         http.StatusBadRequest,
		"/shop?category=%zz":                        http.StatusBadRequest,
		"/search?q=" + strings.Repeat("a", 81):      http.StatusBadRequest,
		"/stores?area=moon":                         http.StatusNotFound,
		"/delivery/cost?country=XX":                 http.StatusBadRequest,
		"/delivery/cost?kg=-1":                      http.StatusBadRequest,
		"/delivery/cost?kg=99999999999999999999":    http.StatusBadRequest,
		"/studio/cellar":                            http.StatusNotFound,
		"/thanks/anything":                          http.StatusNotFound,
		"/thanks/SG-AAAA-AAAB":                      http.StatusNotFound,
		"/art/harbour-mug/plaid.svg":                http.StatusNotFound,
		"/art/harbour-mug/tide.png":                 http.StatusNotFound,
		"/art/nothing/tide.svg":                     http.StatusNotFound,
		"/art/scene/nothing.svg":                    http.StatusNotFound,
		"/art/studio/tide.svg":                      http.StatusBadRequest,
		"/art/studio/tide.svg?h=9e9&r=0&b=0&d=0":    http.StatusBadRequest,
		"/basket/add":                               http.StatusMethodNotAllowed,
		"/checkout":                                 http.StatusConflict,
		"/static/..%2f..%2fetc%2fpasswd":            http.StatusNotFound,
		"/shop/" + strings.Repeat("x", 8000):        http.StatusNotFound,
		"/shop/%3Cscript%3Ealert(1)%3C%2Fscript%3E": http.StatusNotFound,
	} {
		a := v.get(path)
		if a.status != want {
			t.Errorf("%.60s answers %d, want %d", path, a.status, want)
		}
		if !strings.Contains(a.body, "<h1>") || strings.Contains(a.body, "<script>") {
			t.Errorf("%.60s has no clear page", path)
		}
	}
}

func TestBadFormsGetAClearPageAndLeaveTheBasketAlone(t *testing.T) {
	v := newVisitor(t)
	with := func(name, value string) url.Values {
		form := teapot("1")
		form.Set(name, value)
		return form
	}
	for name, try := range map[string]struct {
		path string
		form url.Values
		want int
	}{
		"unknown ware":          {"/basket/add", with("ware", "unobtainium"), http.StatusNotFound},
		"sold out":              {"/basket/add", url.Values{"ware": {"oval-platter"}, "glaze": {"oat"}, "count": {"1"}}, http.StatusConflict},
		"negative count":        {"/basket/add", teapot("-3"), http.StatusBadRequest},
		"no count":              {"/basket/add", teapot(""), http.StatusBadRequest},
		"zero":                  {"/basket/add", teapot("0"), http.StatusBadRequest},
		"too many":              {"/basket/add", teapot("21"), http.StatusBadRequest},
		"more than an int":      {"/basket/add", teapot("99999999999999999999999"), http.StatusBadRequest},
		"a fraction":            {"/basket/add", teapot("1.5"), http.StatusBadRequest},
		"another's glaze":       {"/basket/add", with("glaze", "blush"), http.StatusBadRequest},
		"no size":               {"/basket/add", with("size", ""), http.StatusBadRequest},
		"unknown size":          {"/basket/add", with("size", "vast"), http.StatusBadRequest},
		"studio mug as a ware":  {"/basket/add", with("ware", studioWare), http.StatusBadRequest},
		"impossible mug":        {"/studio/order", url.Values{"h": {"900"}, "r": {"80"}, "b": {"80"}, "d": {"80"}, "glaze": {"tide"}, "count": {"1"}}, http.StatusBadRequest},
		"too many words":        {"/studio/order", url.Values{"h": {"90"}, "r": {"80"}, "b": {"80"}, "d": {"80"}, "w": {strings.Repeat("é", 17)}, "glaze": {"tide"}, "count": {"1"}}, http.StatusBadRequest},
		"control characters":    {"/studio/order", url.Values{"h": {"90"}, "r": {"80"}, "b": {"80"}, "d": {"80"}, "w": {"a\x00b"}, "glaze": {"tide"}, "count": {"1"}}, http.StatusBadRequest},
		"a line that is not in": {"/basket/change", url.Values{"line": {"x"}, "count": {"2"}}, http.StatusNotFound},
		"removing nothing":      {"/basket/remove", url.Values{"line": {"x"}}, http.StatusNotFound},
		"one megabyte":          {"/checkout", url.Values{"note": {strings.Repeat("a", 1<<20)}}, http.StatusRequestEntityTooLarge},
		"posting to a page":     {"/shop", teapot("1"), http.StatusMethodNotAllowed},
	} {
		t.Run(name, func(t *testing.T) { v.post(try.path, try.form).wants(t, try.want, "<h1>") })
	}
	v.get("/basket").wants(t, http.StatusOK, "Nothing in it yet")
}

func TestOnlyFormsOfThisSiteAreTaken(t *testing.T) {
	v := newVisitor(t)
	send := func(header, value string) answer {
		r, err := http.NewRequest(http.MethodPost, v.origin+"/demo/basket/add", strings.NewReader(teapot("1").Encode()))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set(header, value)
		return v.do(r)
	}
	if a := send("Sec-Fetch-Site", "cross-site"); a.status != http.StatusForbidden {
		t.Errorf("another site's form: %d", a.status)
	}
	send("Content-Type", "application/json").wants(t, http.StatusUnsupportedMediaType, "<h1>")
}

func TestAForgedBasketIsEmptiedWithAWordAboutIt(t *testing.T) {
	for name, value := range map[string]string{
		"not base64":     "!!!!",
		"not JSON":       "bm90IGpzb24",
		"unknown ware":   encoded(t, line{Ware: "gold", Glaze: "tide", Count: 1}),
		"negative":       encoded(t, line{Ware: "bud-vase", Glaze: "oat", Count: -5}),
		"huge":           encoded(t, line{Ware: "bud-vase", Glaze: "oat", Count: 1 << 40}),
		"twice the same": encoded(t, line{Ware: "bud-vase", Glaze: "oat", Count: 1}, line{Ware: "bud-vase", Glaze: "oat", Count: 1}),
		"far too long":   strings.Repeat("A", maxCookie+1),
	} {
		t.Run(name, func(t *testing.T) {
			v := newVisitor(t)
			v.plant(basketCookie, value)
			v.get("/").wants(t, http.StatusOK)
			v.get("/basket").wants(t, http.StatusBadRequest, "We could not read your basket")
			v.get("/basket").wants(t, http.StatusOK, "Nothing in it yet")
		})
	}
}

func encoded(t *testing.T, lines ...line) string {
	t.Helper()
	value, err := encodeBasket(lines)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

func TestWhatIsTypedIsShownAsText(t *testing.T) {
	v := newVisitor(t)
	const evil = `"><script>alert(1)</script>`
	for _, a := range []answer{v.get("/search?q=" + url.QueryEscape(evil)), v.post("/login", url.Values{"email": {evil}}), v.get("/basket?added=" + url.QueryEscape(evil))} {
		if strings.Contains(a.body, "<script>alert") {
			t.Error("a stranger's markup is in the page")
		}
	}
	v.get("/art/studio/tide.svg?h=90&r=80&b=80&d=80&w="+url.QueryEscape("<b>&\"'")).wants(t, http.StatusOK, "&lt;b&gt;&amp;")
}
