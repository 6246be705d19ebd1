package demo

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"github.com/tandem-cobrowse/tandem/assets/demo/pottery"
)

// studioSteps are the addresses below /studio/ that the single-page application knows. The server answers each with
// the same page, so that reloading and sharing an address work.
func studioSteps() []string { return []string{"", "shape", "glaze", "words", "review"} }

// studioFacts is what the application must know and the server decides.
type studioFacts struct {
	Base   string         `json:"base"`
	Action string         `json:"action"`
	Glazes []studioGlaze  `json:"glazes"`
	Bounds map[string]any `json:"bounds"`
	Words  int            `json:"words"`
	Price  pence          `json:"price"`
	Extra  pence          `json:"extra"`
}

type studioGlaze struct {
	Slug  string `json:"slug"`
	Name  string `json:"name"`
	Light string `json:"light"`
	Base  string `json:"base"`
	Dark  string `json:"dark"`
}

func (s *shop) studioFacts() studioFacts {
	wheel := pottery.MugWheel()
	facts := studioFacts{Base: s.url("/studio/"), Action: s.url("/studio/order"), Words: maxWords, Price: studioPrice, Extra: wordsPrice,
		Bounds: map[string]any{"height": bounds(wheel.Height), "rim": bounds(wheel.Rim), "belly": bounds(wheel.Belly), "dip": bounds(wheel.Dip)}}
	for _, gl := range pottery.Glazes() {
		facts.Glazes = append(facts.Glazes, studioGlaze{gl.Slug, gl.Name, gl.Light, gl.Base, gl.Dark})
	}
	return facts
}

func bounds(b pottery.Bounds) map[string]int { return map[string]int{"min": b.Min, "max": b.Max} }

func (s *shop) studio(w http.ResponseWriter, r *http.Request) error {
	if !slices.Contains(studioSteps(), r.PathValue("step")) {
		return &problem{status: http.StatusNotFound, title: "The studio has no such room", href: "/studio/", link: "Begin at the wheel",
			text: "There is no step of this name."}
	}
	facts, err := json.Marshal(s.studioFacts())
	if err != nil {
		return err
	}
	return s.show(w, r, page{title: "Mug studio", here: "studio", body: g.Group{
		s.crumbs("/", "Home", "", "Mug studio"),
		h.Div(h.ID("studio"), h.Class("studio"), h.Data("facts", string(facts)),
			h.NoScript(h.Section(h.Class("notice-page"),
				h.H1(g.Text("The studio needs JavaScript")),
				h.P(g.Text("Shaping a mug happens in your browser. All other pages of the shop work without.")),
				h.P(h.A(h.Class("button"), h.Href(s.url("/shop?category=mugs")), g.Text("See our mugs")))))),
	}})
}

// readMug reads a mug's measures from a form or a query.
func readMug(values url.Values) (pottery.Mug, error) {
	measure := func(name string) int {
		v, err := strconv.Atoi(values.Get(name))
		if err != nil {
			return -1 // outside what any wheel can do, so refused below
		}
		return v
	}
	m := pottery.Mug{Height: measure("h"), Rim: measure("r"), Belly: measure("b"), Dip: measure("d"), Words: strings.TrimSpace(values.Get("w"))}
	return m, checkMug(m)
}

func (s *shop) orderMug(w http.ResponseWriter, r *http.Request) error {
	mug, err := readMug(r.PostForm)
	if err != nil {
		return err
	}
	count, err := readCount(r)
	if err != nil {
		return err
	}
	return s.addLine(w, r, line{Ware: studioWare, Glaze: r.PostForm.Get("glaze"), Count: count, Mug: &mug})
}
