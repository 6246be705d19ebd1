package demo

import (
	"io/fs"
	"net/http"
	"strings"
	"time"
)

// Config is what the shop needs from its surroundings.
type Config struct {
	// Base is the path under which the shop lives, "/demo" when empty. The handler sees requests with it in front.
	Base string
	// Static holds the built style sheet, script and pictures (dist/demo). Without it the pages come unstyled.
	Static fs.FS
	// SDK gives the address of sdk.js for a request: absolute or from the root. Nil or an empty answer leaves
	// Tandem off the page.
	SDK func(r *http.Request) string
	// SiteKey is the shop's key as a site of Tandem.
	SiteKey string
	// Now is the clock; time.Now when nil. Delivery days and cards' expiry are checked against it.
	Now func() time.Time
}

// shop holds what does not change while the process runs. It is safe for concurrent use because nothing writes to it.
type shop struct {
	base    string
	sdk     func(r *http.Request) string
	siteKey string
	now     func() time.Time
	static  staticFiles
	stock   catalogue
	mux     *http.ServeMux
}

// New builds the shop as a handler for everything under Config.Base.
func New(cfg Config) http.Handler {
	s := &shop{
		base:    "/" + strings.Trim(cfg.Base, "/"),
		sdk:     cfg.SDK,
		siteKey: cfg.SiteKey,
		now:     cfg.Now,
		static:  newStaticFiles(cfg.Static),
		stock:   newCatalogue(),
		mux:     http.NewServeMux(),
	}
	if cfg.Base == "" {
		s.base = "/demo"
	}
	if s.sdk == nil {
		s.sdk = func(*http.Request) string { return "" }
	}
	if s.now == nil {
		s.now = time.Now
	}
	s.routes()
	return http.NewCrossOriginProtection().Handler(s.mux)
}

func (s *shop) routes() {
	for pattern, serve := range map[string]handler{
		"GET /{$}":               s.home,
		"GET /shop":              s.list,
		"GET /shop/{slug}":       s.detail,
		"GET /search":            s.search,
		"GET /basket":            s.showBasket,
		"POST /basket/add":       s.addToBasket,
		"POST /basket/change":    s.changeBasket,
		"POST /basket/remove":    s.removeFromBasket,
		"GET /checkout":          s.showCheckout,
		"POST /checkout":         s.placeOrder,
		"GET /thanks/{number}":   s.thanks,
		"GET /stores":            s.stores,
		"GET /delivery":          s.delivery,
		"GET /delivery/cost":     s.deliveryCost,
		"GET /login":             s.showLogin,
		"POST /login":            s.login,
		"POST /logout":           s.logout,
		"GET /account":           s.account,
		"GET /help":              s.help,
		"GET /studio/{$}":        s.studio,
		"GET /studio/{step}":     s.studio,
		"POST /studio/order":     s.orderMug,
		"GET /art/{slug}/{file}": s.art,
		"GET /art/scene/{file}":  s.sceneArt,
		"GET /art/studio/{file}": s.mugArt,
		"GET /static/{file...}":  s.serveStatic,
	} {
		method, path, _ := strings.Cut(pattern, " ")
		s.mux.Handle(method+" "+s.base+path, s.guard(serve))
	}
	s.mux.Handle(s.base+"/", s.guard(s.noSuchPage))
}

// url makes an address within the shop: url("/shop") is "/demo/shop".
func (s *shop) url(path string) string { return s.base + path }
