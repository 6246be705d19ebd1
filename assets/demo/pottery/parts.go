package pottery

import (
	g "maragu.dev/gomponents"
)

// strap draws a band of clay along a path: a dark edge, the glaze, and a light along its upper side.
func strap(d string, width float64) part {
	return func(gl Glaze) g.Node {
		return g.El("g", attr("fill", "none"), attr("stroke-linecap", "round"), attr("stroke-linejoin", "round"),
			g.El("path", attr("d", d), attr("stroke", gl.Dark), attr("stroke-width", num(width))),
			g.El("path", attr("d", d), attr("stroke", gl.Base), attr("stroke-width", num(width-4))),
			g.El("path", attr("d", d), attr("stroke", gl.Light), attr("stroke-width", num(width/5)), attr("stroke-opacity", "0.8"), attr("transform", "translate(-1.5 -2.5)")),
		)
	}
}

// handle is a mug's handle on the right flank, from y1 down to y2, standing out by reach.
func handle(x, y1, y2, reach float64) part {
	return strap(handlePath(x, y1, y2, reach), 19)
}

func handlePath(x, y1, y2, reach float64) string {
	tall := y2 - y1
	return path("M", x-8, y1, "C", x+reach*0.7, y1-tall*0.12, x+reach*1.25, y1+tall*0.3, x+reach*0.85, y1+tall*0.66,
		"S", x+reach*0.2, y2-2, x-10, y2+4)
}

// spout rises on the left flank from (x, y) to its tip.
func spout(x, y, tipX, tipY, width float64) part {
	return func(gl Glaze) g.Node {
		d := path("M", x+10, y+width, "C", x-34, y+width*0.5, x-26, tipY+46, tipX-9, tipY+4,
			"L", tipX+13, tipY-7, "C", x-4, tipY+34, x-4, y-width*0.4, x+14, y-width*0.7, "Z")
		return g.Group{
			g.El("path", attr("d", d), attr("fill", gl.Base), attr("stroke", gl.Dark), attr("stroke-width", "2"), attr("stroke-linejoin", "round")),
			ellipse(tipX+2, tipY-1, 12, 4.5, attr("fill", gl.Dark), attr("transform", path("rotate(", -26.0, " ", tipX+2, " ", tipY-1, ")"))),
		}
	}
}

// knob sits on a lid at height y.
func knob(y, r float64) part {
	return func(gl Glaze) g.Node {
		return g.Group{
			g.El("path", attr("d", path("M", axis-r*0.5, y+r, "Q", axis-r*0.3, y, axis-r*0.5, y-2, "H", axis+r*0.5, "Q", axis+r*0.3, y, axis+r*0.5, y+r, "Z")), attr("fill", gl.Dark)),
			ellipse(axis, y-r*0.55, r, r*0.78, attr("fill", gl.Base)),
			ellipse(axis-r*0.3, y-r*0.8, r*0.36, r*0.24, attr("fill", "#fff"), attr("fill-opacity", "0.5")),
		}
	}
}

// cork closes a jar or bottle: half-width r, its upper side at y, h high.
func cork(r, y, h float64) part {
	return func(Glaze) g.Node {
		return g.Group{
			g.El("path", attr("d", path("M", axis-r, y, "L", axis-r*0.9, y+h, "H", axis+r*0.9, "L", axis+r, y, "Z")), attr("fill", "#b98c5c")),
			ellipse(axis, y, r, r*0.26, attr("fill", "#d3aa7a")),
			g.El("g", attr("fill", "#8a6238"), attr("fill-opacity", "0.6"),
				ellipse(axis-r*0.4, y+h*0.4, 2, 1.4), ellipse(axis+r*0.3, y+h*0.6, 2.4, 1.2), ellipse(axis+r*0.1, y-1, 2.2, 1), ellipse(axis-r*0.2, y+h*0.75, 1.6, 1.6)),
		}
	}
}

// stem is a dried flower: a bent stalk with a head drawn by the caller at its tip.
func stem(x, y, tipX, tipY float64, head func(x, y float64) g.Node) part {
	return func(Glaze) g.Node {
		return g.Group{
			g.El("path", attr("d", path("M", x, y, "Q", x+(tipX-x)*0.2, y+(tipY-y)*0.6, tipX, tipY)), attr("fill", "none"), attr("stroke", "#7c7a48"), attr("stroke-width", "3"), attr("stroke-linecap", "round")),
			head(tipX, tipY),
		}
	}
}

// seedHead is a poppy's.
func seedHead(x, y float64) g.Node {
	return g.Group{
		ellipse(x, y, 11, 13, attr("fill", "#b08d57")),
		ellipse(x-3, y-3, 3.5, 6, attr("fill", "#d2b384"), attr("fill-opacity", "0.8")),
		g.El("path", attr("d", path("M", x-10, y-13, "Q", x, y-19, x+10, y-13, "L", x+6, y-9, "H", x-6, "Z")), attr("fill", "#8c6c3b")),
	}
}

// blossom is a daisy with six petals.
func blossom(colour string) func(x, y float64) g.Node {
	return func(x, y float64) g.Node {
		petals := make(g.Group, 0, 6)
		for i := range 6 {
			petals = append(petals, ellipse(x, y-11, 6, 10.5, attr("transform", path("rotate(", i*60, " ", x, " ", y, ")"))))
		}
		return g.Group{g.El("g", attr("fill", colour), petals), ellipse(x, y, 6, 6, attr("fill", "#d9a441"))}
	}
}

// leaf grows from (x, y), turned by degrees from upright.
func leaf(x, y, length, degrees float64, colour string) part {
	return func(Glaze) g.Node {
		return g.El("g", attr("transform", path("translate(", x, " ", y, ") rotate(", degrees, ")")),
			g.El("path", attr("d", path("M", 0, 0, "C", length*0.34, -length*0.3, length*0.22, -length*0.8, 0, -length,
				"C", -length*0.22, -length*0.8, -length*0.34, -length*0.3, 0, 0, "Z")), attr("fill", colour)),
			g.El("path", attr("d", path("M", 0, 0, "L", 0, -length*0.86)), attr("stroke", "#fff"), attr("stroke-opacity", "0.28"), attr("stroke-width", "2")),
		)
	}
}

// flame is a candle with its light, standing at (axis, y).
func flame(y float64) part {
	return func(Glaze) g.Node {
		return g.Group{
			g.El("circle", attr("cx", num(axis)), attr("cy", num(y-112)), attr("r", "58"), attr("fill", "#ffcf70"), attr("fill-opacity", "0.22")),
			g.El("path", attr("d", path("M", axis-14, y, "V", y-84, "Q", axis, y-90, axis+14, y-84, "V", y, "Z")), attr("fill", "#f4ead2")),
			g.El("path", attr("d", path("M", axis+5, y, "V", y-86, "L", axis+14, y-84, "V", y, "Z")), attr("fill", "#d9c9a4")),
			g.El("path", attr("d", path("M", axis, y-87, "V", y-98)), attr("stroke", "#4a3a2a"), attr("stroke-width", "2.5")),
			g.El("path", attr("d", path("M", axis, y-140, "C", axis+20, y-116, axis+10, y-95, axis, y-95, "S", axis-20, y-114, axis, y-140, "Z")), attr("fill", "#f2a33c")),
			g.El("path", attr("d", path("M", axis, y-122, "C", axis+10, y-108, axis+5, y-97, axis, y-97, "S", axis-10, y-108, axis, y-122, "Z")), attr("fill", "#ffe9a8")),
		}
	}
}
