package pottery

import (
	g "maragu.dev/gomponents"
)

// plate is flat ware leaning against a wall: ellipses about a common middle.
type plate struct {
	cx, cy, rx, ry float64
	// rings are brushed lines, as shares of the radius.
	rings []float64
	// motif is painted in the well.
	motif func(p plate, gl Glaze) g.Node
}

func (p plate) draw(id string, gl Glaze) g.Node {
	clay := Clay()
	return g.Group{
		g.El("defs",
			g.El("radialGradient", attr("id", id+"p"), attr("cx", "0.42"), attr("cy", "0.36"), attr("r", "0.72"),
				stop("0", gl.Light, "1"), stop("0.5", gl.Base, "1"), stop("1", gl.Dark, "1")),
			g.El("linearGradient", attr("id", id+"w"), attr("x1", "0"), attr("y1", "0"), attr("x2", "0.5"), attr("y2", "1"),
				stop("0", "#000", "0.26"), stop("0.45", "#000", "0.03"), stop("1", "#fff", "0.28")),
			g.El("clipPath", attr("id", id+"k"), ellipse(p.cx, p.cy, p.rx-5, p.ry-5)),
		),
		ellipse(p.cx+4, p.cy+6, p.rx, p.ry, attr("fill", clay.Dark)),
		ellipse(p.cx, p.cy, p.rx, p.ry, attr("fill", clay.Base)),
		ellipse(p.cx, p.cy, p.rx-4, p.ry-4, attr("fill", ref(id+"p"))),
		g.Map(p.rings, func(share float64) g.Node {
			return ellipse(p.cx, p.cy, p.rx*share, p.ry*share, attr("fill", "none"), attr("stroke", gl.Dark), attr("stroke-opacity", "0.6"), attr("stroke-width", "4"))
		}),
		ellipse(p.cx, p.cy+2, p.rx*0.68, p.ry*0.68, attr("fill", ref(id+"w"))),
		g.Iff(p.motif != nil, func() g.Node { return p.motif(p, gl) }),
		g.El("g", attr("clip-path", ref(id+"k")), plateSpeckles(p, gl)),
		g.El("path", attr("d", path("M", p.cx-p.rx*0.83, p.cy-p.ry*0.2, "A", p.rx*0.84, p.ry*0.84, 0, 0, 1, p.cx-p.rx*0.2, p.cy-p.ry*0.82)),
			attr("fill", "none"), attr("stroke", "#fff"), attr("stroke-opacity", "0.4"), attr("stroke-width", "7"), attr("stroke-linecap", "round")),
	}
}

// plateSpeckles borrows a barrel-shaped profile that covers the plate; what lies outside is clipped.
func plateSpeckles(p plate, gl Glaze) g.Node {
	around := []Point{{p.rx, p.cy - p.ry}, {p.rx, p.cy}, {p.rx, p.cy + p.ry}}
	return g.El("g", attr("transform", path("translate(", p.cx-axis, " 0)")), speckles(around, num(p.rx+p.ry), gl))
}

// fish is the workshop's mark: three strokes of a loaded brush.
func fish(p plate, gl Glaze) g.Node {
	return g.El("g", attr("transform", path("translate(", p.cx, " ", p.cy, ") scale(", p.rx/150, ")")),
		g.El("path", attr("d", "M-62 4C-30-34 26-34 56 0C26 34-30 34-62 4Z"), attr("fill", gl.Dark), attr("fill-opacity", "0.82")),
		g.El("path", attr("d", "M50 0L84-26Q76 0 84 26Z"), attr("fill", gl.Dark), attr("fill-opacity", "0.82")),
		g.El("g", attr("fill", "none"), attr("stroke", gl.Light), attr("stroke-width", "3.5"), attr("stroke-linecap", "round"), attr("stroke-opacity", "0.9"),
			g.El("path", attr("d", "M-28-16Q-18 2-28 20M-6-20Q4 0-6 20M16-18Q26 0 16 18"))),
		g.El("circle", attr("cx", "-42"), attr("cy", "-2"), attr("r", "4.5"), attr("fill", gl.Light)),
	)
}

// swirl is the trace of a finger in wet slip.
func swirl(p plate, gl Glaze) g.Node {
	return g.El("g", attr("transform", path("translate(", p.cx, " ", p.cy, ") scale(", p.rx/150, " ", p.ry/150, ")")),
		g.El("path", attr("d", "M0 0C14-14 34 2 24 24S-30 40-42 8S-20-58 22-54S88 2 66 46S-24 92-66 58"), attr("fill", "none"),
			attr("stroke", gl.Dark), attr("stroke-opacity", "0.55"), attr("stroke-width", "9"), attr("stroke-linecap", "round")))
}
