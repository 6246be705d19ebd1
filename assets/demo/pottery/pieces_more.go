package pottery

import (
	g "maragu.dev/gomponents"
)

func teaAndCoffee(slug string) (piece, bool) {
	switch slug {
	case "gull-teapot":
		return one(140, vessel{profile: []Point{{52, 172}, {96, 190}, {120, 248}, {104, 310}, {74, 338}}, dip: 306,
			back:  []part{strap("M300 200C368 182 376 292 292 304", 18), spout(96, 262, 34, 168, 26)},
			front: []part{lid(54, 172, 14, 26), knob(140, 15)}})
	case "pour-over":
		return piece{128, []layer{
			vessel{profile: []Point{{78, 246}, {92, 280}, {92, 320}, {80, 342}}, lip: 14, inside: "#2d1a10", back: []part{handle(axis+88, 262, 328, 46)}},
			drawnPart(func(gl Glaze) g.Node {
				return ellipse(axis, 236, 108, 16, attr("fill", gl.Dark))
			}),
			vessel{profile: []Point{{98, 112}, {84, 160}, {52, 216}, {46, 234}}, lip: 20, inside: "#3a2215", pattern: flutes},
		}}, true
	case "milk-jug":
		return one(106, vessel{profile: []Point{{62, 128}, {56, 166}, {78, 230}, {88, 290}, {66, 338}}, lip: 14, dip: 296, inside: "#fdf8ec",
			back:  []part{handle(axis+60, 164, 292, 66)},
			front: []part{pouringLip}})
	case "sugar-pot":
		return one(110, vessel{profile: []Point{{82, 208}, {96, 240}, {96, 300}, {70, 338}}, dip: 300, pattern: dots("#fff", 8, 252, 278),
			front: []part{lid(86, 206, 17, 34), knob(162, 16)}})
	}
	return piece{}, false
}

// lid is a low dome of half-width r resting at height y; rise is how far it bulges.
func lid(r, y, edge, rise float64) part {
	return func(gl Glaze) g.Node {
		return g.Group{
			ellipse(axis, y+3, r+3, edge, attr("fill", gl.Dark)),
			g.El("path", attr("d", path("M", axis-r, y, "C", axis-r*0.8, y-rise*1.3, axis+r*0.8, y-rise*1.3, axis+r, y,
				"Q", axis, y+edge*1.9, axis-r, y, "Z")), attr("fill", gl.Base)),
			g.El("path", attr("d", path("M", axis-r*0.72, y-rise*0.35, "Q", axis-r*0.4, y-rise*0.86, axis-r*0.05, y-rise*0.9)),
				attr("fill", "none"), attr("stroke", "#fff"), attr("stroke-opacity", "0.5"), attr("stroke-width", "5"), attr("stroke-linecap", "round")),
		}
	}
}

// pouringLip is the beak pulled from a jug's rim.
func pouringLip(gl Glaze) g.Node {
	return g.Group{
		g.El("path", attr("d", "M150 120C128 112 112 112 104 118C116 126 128 142 142 158C146 146 148 134 158 128Z"), attr("fill", gl.Base), attr("stroke", gl.Light), attr("stroke-width", "2.5"), attr("stroke-linejoin", "round")),
		g.El("path", attr("d", "M152 124C136 117 122 116 112 119C126 124 138 126 156 130Z"), attr("fill", gl.Dark)),
	}
}

func kitchen(slug string) (piece, bool) {
	switch slug {
	case "butter-dish":
		return piece{150, []layer{
			placed{plate{cx: 200, cy: 312, rx: 168, ry: 34}, 0, 0, 1},
			vessel{profile: []Point{{84, 210}, {104, 222}, {112, 262}, {114, 304}}, pattern: waves("#fff", 252, 270),
				front: []part{lid(85, 210, 12, 14), knob(186, 15)}},
		}}, true
	case "storage-jar":
		return one(116, vessel{profile: []Point{{72, 124}, {98, 150}, {102, 240}, {98, 310}, {86, 338}}, dip: 280,
			front: []part{cork(66, 96, 34), label}})
	case "mortar":
		return one(136, vessel{profile: []Point{{126, 206}, {122, 252}, {92, 304}, {84, 338}}, lip: 27, matt: true, dip: 260,
			front: []part{pestle}})
	case "utensil-crock":
		return one(116, vessel{profile: []Point{{90, 168}, {86, 200}, {94, 290}, {90, 338}}, lip: 17, dip: 292,
			back: []part{spoon(170, 180, 122, 44, "#c79a63"), spoon(212, 180, 236, 30, "#a9793f"), spoon(238, 180, 300, 66, "#d6ae78")}, pattern: bands("#fff", 4, 210, 218)})
	case "oil-bottle":
		return one(96, vessel{profile: []Point{{22, 110}, {21, 150}, {36, 184}, {76, 226}, {80, 300}, {64, 338}}, dip: 304,
			front: []part{cork(15, 82, 30)}, pattern: sprigs("#fbf3e2", 270, 40)})
	}
	return piece{}, false
}

func label(Glaze) g.Node {
	return g.Group{
		g.El("path", attr("d", "M150 196Q200 214 250 196V246Q200 264 150 246Z"), attr("fill", "#fbf3e2")),
		g.El("path", attr("d", "M166 217Q200 229 234 217M176 234Q200 243 224 234"), attr("fill", "none"), attr("stroke", "#7a6a55"), attr("stroke-width", "4"), attr("stroke-linecap", "round")),
	}
}

func pestle(Glaze) g.Node {
	clay := Clay()
	return g.El("g", attr("transform", "rotate(34 226 200)"),
		g.El("path", attr("d", "M214 212L219 92Q229 76 239 92L244 212Z"), attr("fill", clay.Base)),
		g.El("path", attr("d", "M234 212L233 86Q238 88 239 92L244 212Z"), attr("fill", clay.Dark), attr("fill-opacity", "0.6")),
		ellipse(229, 92, 12, 14, attr("fill", clay.Light)),
	)
}

// spoon stands in a crock: its handle rises from (x, y) to a bowl at (tipX, tipY).
func spoon(x, y, tipX, tipY float64, wood string) part {
	return func(Glaze) g.Node {
		lean := (tipX - x) / (y - tipY) * 50
		return g.Group{
			g.El("path", attr("d", path("M", x, y, "L", tipX, tipY)), attr("stroke", wood), attr("stroke-width", "12"), attr("stroke-linecap", "round")),
			g.El("g", attr("transform", path("rotate(", lean, " ", tipX, " ", tipY, ")")),
				ellipse(tipX, tipY, 21, 32, attr("fill", wood)),
				ellipse(tipX-3, tipY-2, 13, 22, attr("fill", "#000"), attr("fill-opacity", "0.14"))),
		}
	}
}

func vases(slug string) (piece, bool) {
	switch slug {
	case "bud-vase":
		return one(84, vessel{profile: []Point{{20, 196}, {18, 222}, {56, 262}, {66, 304}, {46, 338}}, lip: 6, dip: 312,
			back: []part{stem(198, 200, 160, 74, blossom("#f3d9d2")), stem(202, 200, 246, 98, seedHead), stem(200, 200, 206, 52, seedHead)}})
	case "dune-vase":
		return one(116, vessel{profile: []Point{{44, 90}, {36, 128}, {66, 178}, {104, 240}, {96, 304}, {62, 338}}, lip: 11, dip: 268, pattern: waves("#fff", 196, 214, 232)})
	case "window-planter":
		return one(120, vessel{profile: []Point{{108, 206}, {104, 240}, {92, 300}, {84, 338}}, lip: 20, inside: "#4a3423", dip: 300, pattern: dots("#fff", 7, 250, 272),
			back:  []part{leaf(200, 214, 150, -6, "#4f7a4c"), leaf(170, 214, 140, -34, "#3f6a45"), leaf(232, 214, 142, 30, "#5b8a55")},
			front: []part{leaf(186, 212, 110, -62, "#679a5c"), leaf(214, 212, 116, 58, "#45734a"), leaf(200, 214, 100, 14, "#7bab68"), leaf(196, 214, 84, -26, "#5b8a55")}})
	case "candle-holder":
		return one(110, vessel{profile: []Point{{36, 268}, {32, 286}, {40, 304}, {100, 320}, {104, 336}}, lip: 8, dip: 326,
			back: []part{strap("M292 322C350 300 346 352 296 338", 13)}, front: []part{flame(270)}})
	}
	return piece{}, false
}
