package pottery

import (
	"hash/fnv"
	"math/rand/v2"

	g "maragu.dev/gomponents"
)

// layer is something a picture is put together from. id is unique in the picture, for references within the layer.
type layer interface {
	draw(id string, gl Glaze) g.Node
}

// vessel is a piece turned on the wheel.
type vessel struct {
	// profile goes from the rim down to the foot.
	profile []Point
	// lip is the vertical radius of the mouth; zero closes the vessel at the top.
	lip float64
	// dip is the height at which the glaze ends and bare clay begins; zero glazes down to the foot.
	dip float64
	// pattern is drawn on the glaze, inside the outline.
	pattern pattern
	// back and front are handles, spouts, stems: drawn before and after the body.
	back, front []part
	// inside is the colour in the mouth, when it is not the glaze's own: tea, soup, earth.
	inside string
	// matt leaves the shine away.
	matt bool
}

// part is something fixed to a vessel or standing in it.
type part func(gl Glaze) g.Node

// pattern decorates a vessel's wall.
type pattern func(profile []Point, gl Glaze) g.Node

func (v vessel) draw(id string, gl Glaze) g.Node {
	d := outline(v.profile)
	clay := Clay()
	clip := id + "c"
	return g.Group{
		parts(v.back, gl),
		g.El("defs",
			verticalGradient(id+"g", gl),
			verticalGradient(id+"b", clay),
			roundShade(id+"s"),
			g.El("clipPath", attr("id", clip), g.El("path", attr("d", d))),
		),
		g.El("path", attr("d", d), attr("fill", ref(id+"b"))),
		g.El("g", attr("clip-path", ref(clip)),
			g.El("path", attr("d", v.glazed()), attr("fill", ref(id+"g"))),
			g.Iff(v.dip > 0, func() g.Node { return v.dipLine(gl) }),
			g.Iff(v.pattern != nil, func() g.Node { return v.pattern(v.profile, gl) }),
			speckles(v.profile, d, gl),
		),
		g.El("path", attr("d", d), attr("fill", ref(id+"s"))),
		g.If(!v.matt, v.shine(clip)),
		v.mouth(gl),
		parts(v.front, gl),
	}
}

// glazed is the part of the picture that the glaze covers: all above the dip line, which sags as glaze does.
func (v vessel) glazed() string {
	y := v.dip
	if y == 0 {
		y = 420
	}
	return path("M", -40, -40, "H", 440, "V", y-4,
		"C", 340, y+6, 300, y-8, 262, y, "S", 216, y+10, 186, y+1, "S", 120, y-9, 80, y+4, "S", 0, y-6, -40, y, "Z")
}

func (v vessel) dipLine(gl Glaze) g.Node {
	return g.El("path", attr("d", v.glazed()), attr("fill", "none"), attr("stroke", gl.Dark),
		attr("stroke-width", "3"), attr("stroke-opacity", "0.45"))
}

// mouth is the opening that one looks into: the lip as a pale ring, within it the wall's far side.
func (v vessel) mouth(gl Glaze) g.Node {
	if v.lip == 0 {
		return nil
	}
	rim := v.profile[0]
	inside := v.inside
	if inside == "" {
		inside = gl.Dark
	}
	return g.Group{
		ellipse(axis, rim.Y, rim.R, v.lip, attr("fill", gl.Light)),
		ellipse(axis, rim.Y+1, rim.R-4, max(v.lip-2.5, 1), attr("fill", gl.Dark)),
		ellipse(axis, rim.Y+v.lip*0.28+1, rim.R*0.9-4, max(v.lip*0.72-2, 1), attr("fill", inside)),
		ellipse(axis, rim.Y, rim.R-1, v.lip-0.5, attr("fill", "none"), attr("stroke", gl.Light), attr("stroke-width", "2.5")),
	}
}

// shine is the window's reflection on the left shoulder.
func (v vessel) shine(clip string) g.Node {
	top, foot := v.profile[0], v.profile[len(v.profile)-1]
	tall := foot.Y - top.Y
	y := top.Y + tall*0.34
	r := radiusAt(v.profile, y)
	return g.El("g", attr("clip-path", ref(clip)),
		ellipse(axis-r*0.58, y, r*0.11, tall*0.2, attr("fill", "#fff"), attr("fill-opacity", "0.3")),
		ellipse(axis-r*0.6, y+tall*0.29, r*0.06, tall*0.05, attr("fill", "#fff"), attr("fill-opacity", "0.22")),
	)
}

// speckles are iron spots in the clay. Their places follow from the outline, so a piece always has the same ones.
func speckles(profile []Point, seed string, gl Glaze) g.Node {
	h := fnv.New64a()
	_, _ = h.Write([]byte(seed))               // a hash never fails
	rnd := rand.New(rand.NewPCG(h.Sum64(), 7)) //nolint:gosec // G404: speckles on a glaze
	top, foot := profile[0].Y, profile[len(profile)-1].Y
	count := int((foot - top) / 4)
	spots := make(g.Group, 0, count)
	for range count {
		y := top + rnd.Float64()*(foot-top)
		x := axis + (rnd.Float64()*2-1)*radiusAt(profile, y)
		spots = append(spots, g.El("circle", attr("cx", num(x)), attr("cy", num(y)), attr("r", num(0.6+rnd.Float64()*1.1))))
	}
	return g.El("g", attr("fill", gl.Dark), attr("fill-opacity", "0.5"), spots)
}
