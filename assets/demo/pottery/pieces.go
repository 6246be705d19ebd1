package pottery

import (
	g "maragu.dev/gomponents"
)

// piece is what is drawn for one article: layers from back to front on a shadow of the given half-width.
type piece struct {
	shadow float64
	layers []layer
}

// Draw draws an article in a glaze as an SVG document. It reports false when there is no such article.
func Draw(slug, title string, gl Glaze) (g.Node, bool) {
	p, ok := pieceBySlug(slug)
	if !ok {
		return nil, false
	}
	return picture(title, p.shadow, p.draw(slug, gl)), true
}

func (p piece) draw(id string, gl Glaze) g.Node {
	drawn := make(g.Group, 0, len(p.layers))
	for i, l := range p.layers {
		drawn = append(drawn, l.draw(path(id, "-", i, "-"), gl))
	}
	return drawn
}

// placed moves and scales a layer, so that one vessel can stand in a set.
type placed struct {
	layer
	x, y, scale float64
}

func (p placed) draw(id string, gl Glaze) g.Node {
	return g.El("g", attr("transform", path("translate(", p.x, " ", p.y, ") scale(")+scaleText(p.scale)+")"), p.layer.draw(id, gl))
}

// glazedAs fixes a layer's glaze, for sets of several colours.
type glazedAs struct {
	layer
	slug string
}

func (o glazedAs) draw(id string, gl Glaze) g.Node {
	if own, ok := GlazeBySlug(o.slug); ok && own.Slug != gl.Slug {
		gl = own
	}
	return o.layer.draw(id, gl)
}

// drawnPart lets a part stand as a layer of its own.
type drawnPart part

func (d drawnPart) draw(_ string, gl Glaze) g.Node { return d(gl) }

func pieceBySlug(slug string) (piece, bool) {
	for _, find := range []func(string) (piece, bool){cups, bowls, plates, teaAndCoffee, kitchen, vases} {
		if p, ok := find(slug); ok {
			return p, true
		}
	}
	return piece{}, false
}

func one(shadow float64, v vessel) (piece, bool) { return piece{shadow, []layer{v}}, true }

func cups(slug string) (piece, bool) {
	switch slug {
	case "harbour-mug":
		return one(112, vessel{profile: []Point{{84, 120}, {86, 190}, {88, 270}, {74, 338}}, lip: 15, dip: 286,
			back: []part{handle(axis+82, 160, 280, 62)}})
	case "tankard":
		return one(118, vessel{profile: []Point{{72, 76}, {76, 150}, {90, 270}, {96, 338}}, lip: 13, dip: 250,
			back: []part{handle(axis+76, 118, 292, 76)}, pattern: bands("#fff", 5, 128, 142)})
	case "espresso-pair":
		cup := vessel{profile: []Point{{70, 190}, {70, 240}, {62, 300}, {44, 336}}, lip: 13, dip: 306, inside: "#3a2215", pattern: flutes}
		return piece{140, []layer{placed{glazedAs{cup, "rust"}, 96, 32, 0.88}, placed{cup, -46, 8, 1}}}, true
	case "moon-tea-bowl":
		return one(118, vessel{profile: []Point{{112, 170}, {114, 215}, {98, 280}, {56, 318}, {50, 338}}, lip: 22, dip: 298, inside: "#a7a35c",
			pattern: moon})
	}
	return piece{}, false
}

// moon is a pale disc where the potter's thumb kept the glaze away.
func moon([]Point, Glaze) g.Node {
	return g.Group{
		g.El("circle", attr("cx", "246"), attr("cy", "246"), attr("r", "30"), attr("fill", "#f6ecd2"), attr("fill-opacity", "0.9")),
		g.El("circle", attr("cx", "238"), attr("cy", "240"), attr("r", "5"), attr("fill", "#dccba2"), attr("fill-opacity", "0.7")),
		g.El("circle", attr("cx", "256"), attr("cy", "254"), attr("r", "7"), attr("fill", "#dccba2"), attr("fill-opacity", "0.7")),
	}
}

func bowls(slug string) (piece, bool) {
	wide := vessel{profile: []Point{{158, 170}, {150, 226}, {112, 294}, {62, 322}, {58, 338}}, lip: 34}
	switch slug {
	case "porridge-bowl":
		return one(130, vessel{profile: []Point{{124, 190}, {126, 230}, {110, 292}, {66, 326}, {62, 338}}, lip: 25, dip: 300,
			pattern: bands("#fff", 6, 226)})
	case "ramen-bowl":
		return piece{140, []layer{
			vessel{profile: wide.profile, lip: 34, dip: 304, inside: "#b98643", pattern: waves("#fff", 250, 268),
				front: []part{chopsticks}},
		}}, true
	case "nesting-bowls":
		inner := vessel{profile: []Point{{96, 150}, {94, 186}, {72, 230}, {48, 250}}, lip: 19}
		middle := vessel{profile: []Point{{124, 190}, {120, 230}, {92, 280}, {56, 300}}, lip: 24}
		outer := vessel{profile: []Point{{152, 226}, {146, 266}, {112, 318}, {70, 340}}, lip: 29, dip: 312}
		return piece{150, []layer{glazedAs{inner, "blush"}, glazedAs{middle, "tide"}, outer}}, true
	case "salad-bowl":
		return one(150, vessel{profile: []Point{{172, 196}, {160, 250}, {116, 312}, {78, 338}}, lip: 36, dip: 300,
			pattern: sprigs("#fbf3e2", 268, 44)})
	}
	return piece{}, false
}

// chopsticks rest on the rim.
func chopsticks(Glaze) g.Node {
	return g.El("g", attr("stroke-linecap", "round"), attr("stroke-width", "8"),
		g.El("path", attr("d", "M222 178L338 84"), attr("stroke", "#6d4a2c")),
		g.El("path", attr("d", "M238 184L352 98"), attr("stroke", "#8a6038")),
		g.El("path", attr("d", "M306 110L338 84M322 121L352 98"), attr("stroke", "#b9603a")))
}

func plates(slug string) (piece, bool) {
	switch slug {
	case "supper-plate":
		return piece{130, []layer{plate{cx: 200, cy: 196, rx: 150, ry: 150, rings: []float64{0.72, 0.94}, motif: fish}}}, true
	case "side-plates":
		small := plate{cx: 150, cy: 220, rx: 116, ry: 116, motif: swirl, rings: []float64{0.9}}
		behind := plate{cx: 258, cy: 182, rx: 112, ry: 112, rings: []float64{0.8, 0.92}}
		return piece{140, []layer{glazedAs{behind, "rust"}, small}}, true
	case "oval-platter":
		return piece{150, []layer{plate{cx: 200, cy: 240, rx: 180, ry: 98, rings: []float64{0.93}, motif: fish}}}, true
	}
	return piece{}, false
}

func scaleText(scale float64) string {
	return num(scale*100) + "e-2"
}
