package demo

import (
	"net/http"
	"slices"
	"strconv"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"
)

// area is a part of the map; outline is its path, cut to the coast when drawn.
type area struct {
	slug, name, outline string
	labelX, labelY      int
}

// outlet is a shop that sells our wares. x and y are its place on the map, 600 units wide and 520 high.
type outlet struct {
	name, street, town, area, hours string
	x, y                            int
}

// The coast of a country that does not exist.
const (
	mainland = "M-90-60H620V76C548 112 506 92 474 138C446 184 478 216 432 248C384 282 322 252 292 292C268 330 330 352 342 392C352 432 304 456 306 520L312 580H-90Z"
	island   = "M418 352C446 322 506 326 536 356C562 384 548 436 508 448C470 460 432 446 416 418C404 396 402 370 418 352Z"
)

func areas() []area {
	return []area{
		{"north", "North Shore", "M268-60H640V262H340L268 150Z", 424, 62},
		{"fells", "The Fells", "M-90-60H268V150L200 232L-90 192Z", 118, 66},
		{"sound", "The Sound", "M268 150L340 262H500V300L200 322V232Z", 284, 200},
		{"south", "South Sands", "M-90 192L200 232V322L500 300V580H-90Z", 112, 306},
		{"marr", "Isle of Marr", island, 482, 352},
	}
}

func outlets() []outlet {
	return []outlet{
		{"The Sail Loft (our own)", "1 Slip Lane", "Saltgrove", "sound", "Mon–Sat 9–18", 292, 256},
		{"Quayside Kitchen", "14 Fish Quay", "Saltgrove", "sound", "Tue–Sun 10–17", 316, 248},
		{"Ferry House Gifts", "Landing Road", "Netherby", "sound", "daily 8–19", 372, 236},
		{"Lock & Barrow", "3 Lock Street", "Barrow Weir", "sound", "Wed–Sat 10–16", 244, 272},
		{"Ann's Woodware", "9 Slip Lane", "Saltgrove", "sound", "Thu–Sat 11–17", 270, 232},
		{"North Light Gallery", "2 Beacon Walk", "Skerry Head", "north", "Thu–Sun 10–17", 560, 58},
		{"Gannet & Sons", "41 Shore Street", "Whitsand", "north", "Mon–Sat 9–17:30", 470, 104},
		{"The Cordage", "Rope Yard", "Whitsand", "north", "Tue–Sat 10–17", 446, 128},
		{"Pantry at Larkrigg", "Mill Farm", "Larkrigg", "north", "Fri–Sun 9–15", 352, 88},
		{"Hatherley Books", "8 Market Place", "Hatherley", "north", "Mon–Sat 9–18", 404, 176},
		{"The Tide Table", "Harbour Steps", "Cove Ends", "north", "daily 10–18", 444, 210},
		{"Fell End Stores", "High Street", "Fell End", "fells", "Mon–Sat 8–18", 66, 108},
		{"Wool & Stone", "11 Drovers Row", "Carrick Moss", "fells", "Wed–Sun 10–17", 132, 152},
		{"Station Yard Pottery", "Station Yard", "Upper Dunning", "fells", "Tue–Sat 10–17", 204, 96},
		{"The Tea Rooms", "Abbey Green", "Dunning", "fells", "daily 9–17", 228, 148},
		{"Shepherd's Larder", "5 Bridge End", "Thornthwaite", "fells", "Thu–Sun 9–16", 48, 168},
		{"Sands Homeware", "22 Parade", "Merrow Sands", "south", "Mon–Sun 9–18", 316, 414},
		{"Dune House", "Parade Gardens", "Merrow Sands", "south", "Fri–Sun 10–17", 296, 440},
		{"The Old Bakery", "7 Church Hill", "Applewick", "south", "Tue–Sat 8–15", 96, 378},
		{"Kettle & Vine", "30 Long Street", "Great Orley", "south", "Mon–Sat 9–17:30", 182, 360},
		{"Orley Garden Centre", "Ring Road", "Great Orley", "south", "daily 9–18", 210, 396},
		{"Cask & Crumb", "16 Wharf Side", "Little Orley", "south", "Wed–Sat 10–18", 250, 344},
		{"Fiveways Farm Shop", "Fiveways", "Harrow Down", "south", "Thu–Sun 9–17", 60, 456},
		{"Lighthouse Cottage", "Point Road", "Marr Point", "marr", "Apr–Oct, daily 10–17", 528, 408},
		{"Marr Community Shop", "Pier Head", "Port Marr", "marr", "Mon–Sat 8–20", 434, 386},
		{"The Kelp Store", "Back Lane", "Port Marr", "marr", "Fri–Sun 11–16", 456, 418},
	}
}

func (s *shop) stores(w http.ResponseWriter, r *http.Request) error {
	chosen := r.Form.Get("area")
	if chosen != "" && !slices.ContainsFunc(areas(), func(a area) bool { return a.slug == chosen }) {
		return notFound("We have no shops there", "The map has no such area. Please choose one of those on it.")
	}
	shown := slices.DeleteFunc(outlets(), func(o outlet) bool { return chosen != "" && o.area != chosen })
	return s.show(w, r, page{title: "Find a shop", here: "stores", body: g.Group{
		s.crumbs("/", "Home", "", "Find a shop"),
		h.Div(h.Class("heading"), h.H1(g.Text("Find a shop")), h.P(g.Text("Twenty-six shops along the coast keep our pots. Choose a part of the map, or scroll the list."))),
		h.Div(h.Class("finder"),
			h.Div(h.Class("finder-list"),
				h.Nav(h.Class("areas"), h.Aria("label", "Areas"),
					h.A(h.Href(s.url("/stores")), g.If(chosen == "", h.Aria("current", "true")), g.Text("All")),
					g.Map(areas(), func(a area) g.Node {
						return h.A(h.Href(s.url("/stores?area="+a.slug)), g.If(chosen == a.slug, h.Aria("current", "true")), g.Text(a.name))
					})),
				h.P(h.Class("count"), h.Role("status"), g.Textf("%d shops", len(shown))),
				h.Ol(h.Class("outlets"), h.ID("outlets"), h.TabIndex("0"), h.Aria("label", "Shops"), g.Map(shown, outletRow))),
			s.coastMap(shown, chosen)),
	}})
}

func outletID(o outlet) string { return "shop-" + version([]byte(o.name)) }

func outletRow(o outlet) g.Node {
	return h.Li(h.ID(outletID(o)), h.TabIndex("-1"),
		h.H2(g.Text(o.name)), h.P(g.Text(o.street+", "+o.town)), h.P(h.Class("small"), g.Text(o.hours)))
}

// coastMap is the coast with its areas and shops. Both are links: an area leads to its list, a shop to its entry.
func (s *shop) coastMap(shown []outlet, chosen string) g.Node {
	path := func(class, d string) g.Node { return g.El("path", h.Class(class), g.Attr("d", d)) }
	return h.Div(h.Class("finder-map"), h.SVG(g.Attr("viewBox", "0 0 600 520"), g.Attr("preserveAspectRatio", "xMidYMid slice"), h.Role("group"), h.Aria("label", "Map of the coast"),
		g.El("defs", g.El("clipPath", h.ID("coast"), g.El("path", g.Attr("d", mainland+island)))),
		path("sea", "M-90-60H690V580H-90Z"),
		path("shallows", mainland), path("shallows", island),
		path("swell", "M470 180q8-8 16 0t16 0 16 0M520 250q8-8 16 0t16 0 16 0M370 320q6-6 12 0t12 0M540 480q8-8 16 0t16 0M390 490q8-8 16 0t16 0 16 0"),
		g.El("g", g.Attr("clip-path", "url(#coast)"), g.Map(areas(), func(a area) g.Node {
			return h.A(h.Href(s.url("/stores?area="+a.slug)), h.Data("area", a.slug), h.Aria("label", a.name),
				path("area area-"+a.slug+map[bool]string{true: " chosen"}[a.slug == chosen], a.outline))
		})),
		path("river", "M40-60C90 60 170 120 190 180S230 260 292 290"),
		path("road", "M-90 130C60 190 150 130 228 150S320 120 404 176 500 90 600 50M228 150C250 220 290 240 292 256S200 330 182 360 90 400 60 456 30 500-90 510"),
		g.Map(areas(), func(a area) g.Node {
			return g.El("text", h.Class("area-name"), g.Attr("x", strconv.Itoa(a.labelX)), g.Attr("y", strconv.Itoa(a.labelY)), g.Attr("text-anchor", "middle"), g.Text(a.name))
		}),
		g.Map(shown, func(o outlet) g.Node {
			return h.A(h.Href("#"+outletID(o)), h.Class("pin"), h.Data("outlet", outletID(o)), h.Aria("label", o.name+", "+o.town),
				g.El("title", g.Text(o.name+", "+o.town)),
				g.El("circle", h.Class("pin-touch"), g.Attr("cx", strconv.Itoa(o.x)), g.Attr("cy", strconv.Itoa(o.y-10)), g.Attr("r", "14")),
				path("pin-shape", pinPath(o.x, o.y)),
				g.El("circle", h.Class("pin-eye"), g.Attr("cx", strconv.Itoa(o.x)), g.Attr("cy", strconv.Itoa(o.y-13)), g.Attr("r", "3.2")))
		}),
	))
}

func pinPath(x, y int) string {
	return "M" + strconv.Itoa(x) + " " + strconv.Itoa(y) + "c-3-7-8-9-8-14a8 8 0 0 1 16 0c0 5-5 7-8 14z"
}
