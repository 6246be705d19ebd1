package pottery

import (
	g "maragu.dev/gomponents"
)

// standing is a piece in a scene: its glaze, where its middle stands, and how large it is drawn.
type standing struct {
	slug, glaze string
	x, y, scale float64
}

// scene is a still life: wares before a wall, on a board.
type scene struct {
	title       string
	wall, board string
	behind      g.Node
	wares       []standing
}

// Scene draws one of the still lifes of the home page, 900 by 600 units. It reports false for an unknown name.
func Scene(name string) (g.Node, bool) {
	sc, ok := sceneByName(name)
	if !ok {
		return nil, false
	}
	var wares g.Group
	for i, st := range sc.wares {
		p, found := pieceBySlug(st.slug)
		gl, fired := GlazeBySlug(st.glaze)
		if !found || !fired {
			continue
		}
		// 342 is where a piece's foot stands in its own drawing, 200 its middle.
		move := path("translate(", st.x-200*st.scale, " ", st.y-342*st.scale, ") scale(") + scaleText(st.scale) + ")"
		wares = append(wares, g.El("g", attr("transform", move),
			ellipse(axis+16, 344, p.shadow*1.05, 15, attr("fill", "#1c130a"), attr("fill-opacity", "0.2")),
			p.draw(path("w", i), gl)))
	}
	return g.El("svg", attr("xmlns", "http://www.w3.org/2000/svg"), attr("viewBox", "0 0 900 600"),
		attr("width", "900"), attr("height", "600"), attr("role", "img"), attr("preserveAspectRatio", "xMidYMax slice"),
		g.El("title", g.Text(sc.title)),
		g.El("defs", g.El("linearGradient", attr("id", "wall"), attr("x1", "0"), attr("y1", "0"), attr("x2", "1"), attr("y2", "1"),
			stop("0", "#fff", "0.34"), stop("0.6", "#fff", "0"), stop("1", "#1c130a", "0.16"))),
		g.El("path", attr("d", "M0 0H900V600H0Z"), attr("fill", sc.wall)),
		g.El("path", attr("d", "M0 0H900V600H0Z"), attr("fill", "url(#wall)")),
		sc.behind,
		g.El("path", attr("d", "M0 470H900V600H0Z"), attr("fill", sc.board)),
		g.El("path", attr("d", "M0 470H900V478H0Z"), attr("fill", "#fff"), attr("fill-opacity", "0.28")),
		g.El("path", attr("d", "M0 566H900V600H0Z"), attr("fill", "#1c130a"), attr("fill-opacity", "0.14")),
		g.El("g", attr("fill", "none"), attr("stroke", "#1c130a"), attr("stroke-opacity", "0.1"), attr("stroke-width", "2"),
			g.El("path", attr("d", "M0 500C200 492 420 512 900 498M0 528C260 540 520 518 900 534M120 548C300 540 640 556 840 546"))),
		wares,
	), true
}

func sceneByName(name string) (scene, bool) {
	switch name {
	case "kiln":
		return scene{"Pieces fresh from the kiln on a shelf", "#d9c7ad", "#a9794c", shelf(), []standing{
			{"dune-vase", "tide", 190, 520, 1.05}, {"gull-teapot", "kelp", 460, 530, 0.92}, {"harbour-mug", "rust", 690, 536, 0.72},
			{"moon-tea-bowl", "dusk", 800, 548, 0.52}, {"bud-vase", "oat", 330, 545, 0.66},
		}}, true
	case "breakfast":
		return scene{"A breakfast table by the sea", "#b9d0d2", "#d9b98c", window(), []standing{
			{"side-plates", "chalk", 170, 520, 0.72}, {"milk-jug", "chalk", 390, 530, 0.82}, {"harbour-mug", "tide", 610, 540, 0.8},
			{"porridge-bowl", "blush", 790, 548, 0.66},
		}}, true
	case "garden":
		return scene{"Planters on a window sill", "#dfe0c8", "#8d7a5c", hills(), []standing{
			{"window-planter", "rust", 220, 540, 1.0}, {"bud-vase", "heather", 430, 545, 0.92}, {"window-planter", "soot", 640, 545, 0.82}, {"candle-holder", "chalk", 810, 550, 0.7},
		}}, true
	case "studio":
		return scene{"The potter's bench", "#cdb8ae", "#7f5d45", shelf(), []standing{
			{"utensil-crock", "oat", 160, 520, 0.85}, {"tankard", "dusk", 390, 535, 0.86}, {"harbour-mug", "samphire", 600, 540, 0.8}, {"espresso-pair", "heather", 790, 548, 0.72},
		}}, true
	}
	return scene{}, false
}

// shelf hangs above the board with a row of small pots in silhouette.
func shelf() g.Node {
	var pots g.Group
	for i := range 7 {
		x := 90 + i*118
		tall := 46 + i*37%41
		pots = append(pots, g.El("path", attr("d", path("M", x, 150-tall, "q", -14, tall/2, -8, tall, "h", 60, "q", 6, -tall/2, -8, -tall, "z"))))
	}
	return g.El("g",
		g.El("g", attr("fill", "#1c130a"), attr("fill-opacity", "0.13"), pots),
		g.El("path", attr("d", "M40 150H860V166H40Z"), attr("fill", "#1c130a"), attr("fill-opacity", "0.26")),
		g.El("path", attr("d", "M40 166H860V184H40Z"), attr("fill", "#1c130a"), attr("fill-opacity", "0.07")),
	)
}

// window looks out on the bay.
func window() g.Node {
	return g.El("g",
		g.El("path", attr("d", "M420 40H860V400H420Z"), attr("fill", "#f4f1e6")),
		g.El("path", attr("d", "M436 56H632V384H436ZM648 56H844V384H648Z"), attr("fill", "#cfe3ea")),
		g.El("circle", attr("cx", "748"), attr("cy", "136"), attr("r", "38"), attr("fill", "#fbe3a6")),
		g.El("path", attr("d", "M436 268H632V384H436ZM648 268H844V384H648Z"), attr("fill", "#6f9ea8")),
		g.El("path", attr("d", "M436 262Q520 214 632 262V280H436ZM648 266Q700 250 760 268H648Z"), attr("fill", "#5f8274")),
		g.El("path", attr("d", "M690 300L716 246V300ZM684 304H730L722 318H692Z"), attr("fill", "#fff")),
		g.El("path", attr("d", "M404 400H876V420H404Z"), attr("fill", "#e7e0cd")),
	)
}

// hills are the downs behind the workshop.
func hills() g.Node {
	return g.El("g",
		g.El("circle", attr("cx", "700"), attr("cy", "150"), attr("r", "64"), attr("fill", "#f6d99a"), attr("fill-opacity", "0.9")),
		g.El("path", attr("d", "M0 330C160 230 300 250 440 320S760 270 900 220V480H0Z"), attr("fill", "#a9b58a")),
		g.El("path", attr("d", "M0 400C200 330 360 360 520 400S800 380 900 330V480H0Z"), attr("fill", "#7f9470")),
	)
}
