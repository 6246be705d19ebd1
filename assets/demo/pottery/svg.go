package pottery

import (
	g "maragu.dev/gomponents"
)

// attr is g.Attr under a short name: SVG has a great many attributes.
func attr(name, value string) g.Node { return g.Attr(name, value) }

// ref is a reference to an element of the same picture.
func ref(id string) string { return "url(#" + id + ")" }

func ellipse(cx, cy, rx, ry float64, more ...g.Node) g.Node {
	return g.El("ellipse", attr("cx", num(cx)), attr("cy", num(cy)), attr("rx", num(rx)), attr("ry", num(ry)), g.Group(more))
}

func parts(list []part, gl Glaze) g.Node {
	return g.Map(list, func(p part) g.Node { return p(gl) })
}

func stop(offset, colour, opacity string) g.Node {
	return g.El("stop", attr("offset", offset), attr("stop-color", colour), attr("stop-opacity", opacity))
}

// verticalGradient is a glaze as it settles: pale at the rim, where it runs thin, dark where it pools.
func verticalGradient(id string, gl Glaze) g.Node {
	return g.El("linearGradient", attr("id", id), attr("x1", "0"), attr("y1", "0"), attr("x2", "0"), attr("y2", "1"),
		stop("0", gl.Light, "1"), stop("0.28", gl.Base, "1"), stop("0.75", gl.Base, "1"), stop("1", gl.Dark, "1"))
}

// roundShade makes a flat outline look round: light from the upper left, a little of it thrown back on the right edge.
func roundShade(id string) g.Node {
	return g.El("linearGradient", attr("id", id),
		stop("0", "#1c130a", "0.3"), stop("0.2", "#1c130a", "0.02"), stop("0.34", "#fff", "0.16"),
		stop("0.55", "#1c130a", "0.02"), stop("0.88", "#1c130a", "0.34"), stop("1", "#1c130a", "0.24"))
}

// picture wraps layers into a document of its own, standing on a soft shadow.
func picture(title string, shadow float64, body g.Node) g.Node {
	return g.El("svg", attr("xmlns", "http://www.w3.org/2000/svg"), attr("viewBox", "0 0 400 400"),
		attr("width", "400"), attr("height", "400"), attr("role", "img"),
		g.El("title", g.Text(title)),
		g.El("defs", g.El("radialGradient", attr("id", "ground"), stop("0", "#000", "0.34"), stop("0.6", "#000", "0.14"), stop("1", "#000", "0"))),
		g.If(shadow > 0, ellipse(axis+14, 346, shadow, 17, attr("fill", ref("ground")))),
		body,
	)
}
