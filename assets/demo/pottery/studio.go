package pottery

import (
	g "maragu.dev/gomponents"
)

// Mug is a mug as a customer shapes it in the studio. Lengths are millimetres.
type Mug struct {
	Height int `json:"h"`
	Rim    int `json:"r"` // outer diameter at the rim
	Belly  int `json:"b"` // largest diameter below it
	Dip    int `json:"d"` // how much of the wall is glazed, from the rim down, in per cent
	// Words are written on the wall; may be empty.
	Words string `json:"w,omitempty"`
}

// Bounds are the least and the greatest value of one measure.
type Bounds struct{ Min, Max int }

// Wheel is what the wheel can do.
type Wheel struct{ Height, Rim, Belly, Dip Bounds }

// MugWheel bounds a mug: lower, and a handle finds no room for three fingers; wider, and it is a bowl.
func MugWheel() Wheel {
	return Wheel{Height: Bounds{70, 130}, Rim: Bounds{64, 110}, Belly: Bounds{60, 120}, Dip: Bounds{25, 100}}
}

// Holds reports whether v lies within the bounds.
func (b Bounds) Holds(v int) bool { return v >= b.Min && v <= b.Max }

// Possible reports whether the mug can be thrown. It does not look at the words.
func (m Mug) Possible() bool {
	w := MugWheel()
	return w.Height.Holds(m.Height) && w.Rim.Holds(m.Rim) && w.Belly.Holds(m.Belly) && w.Dip.Holds(m.Dip)
}

// mugFoot is the y on which a studio mug stands; mugScale is drawing units per millimetre of height and diameter.
const (
	mugFoot  = 338.0
	mugScale = 2.0
)

// profile is the mug's outline from rim to foot. A radius in drawing units equals a diameter in millimetres, since
// mugScale is two. assets/src/demo/studio/mug.ts computes the same; mug.golden.json holds both to it.
func (m Mug) profile() []Point {
	top := mugFoot - mugScale*float64(m.Height)
	tall := mugScale * float64(m.Height)
	rim, belly := float64(m.Rim), float64(m.Belly)
	return []Point{{rim, top}, {(rim + belly) / 2, top + tall*0.28}, {belly, top + tall*0.66}, {belly * 0.84, mugFoot}}
}

// dipLine is the y at which the glaze ends; zero when it covers everything.
func (m Mug) dipLine() float64 {
	if m.Dip >= 100 {
		return 0
	}
	return mugFoot - mugScale*float64(m.Height)*(1-float64(m.Dip)/100)
}

// DrawMug draws a mug from the studio as an SVG document.
func DrawMug(m Mug, gl Glaze) g.Node {
	profile := m.profile()
	top := profile[0].Y
	tall := mugFoot - top
	y1, y2 := top+tall*0.22, top+tall*0.78
	v := vessel{profile: profile, lip: float64(m.Rim) * 0.17, dip: m.dipLine(),
		back:  []part{handle(axis+radiusAt(profile, y1)-3, y1, y2, 60)},
		front: []part{words(m.Words, top+tall*0.52)}}
	return picture("A mug of your own", float64(m.Belly)*1.3, v.draw("mug-", gl))
}

// words are written with a pale slip, smaller the more there are.
func words(text string, y float64) part {
	return func(gl Glaze) g.Node {
		if text == "" {
			return nil
		}
		ink, size := "#fbf3e2", 34.0
		if gl.Slug == "oat" || gl.Slug == "chalk" || gl.Slug == "blush" {
			ink = "#4a3a2f"
		}
		if n := len([]rune(text)); n > 7 {
			size = 240 / float64(n)
		}
		return g.El("text", attr("x", num(axis)), attr("y", num(y)), attr("text-anchor", "middle"), attr("font-family", "Georgia, 'Liberation Serif', serif"),
			attr("font-style", "italic"), attr("font-size", num(size)), attr("fill", ink), g.Text(text))
	}
}
