package demo

import (
	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"github.com/tandem-cobrowse/tandem/assets/demo/pottery"
)

// icon is a line drawing beside a word; it is never the only thing that tells what a control does.
func icon(name string) g.Node {
	var d string
	switch name {
	case "search":
		d = "M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13ZM15.5 15.5L20 20"
	case "basket":
		d = "M4 9h16l-1.6 10.2H5.6L4 9ZM8 9l3-5M16 9l-3-5M9 12.5v3.5M12 12.5v3.5M15 12.5v3.5"
	case "key":
		d = "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20c.8-4 3.8-6 7.5-6s6.7 2 7.5 6"
	case "person":
		d = "M4 6h16v10h-8l-4 4v-4H4ZM8.500 11h.01M12 11h.01M15.500 11h.01"
	case "ruler":
		d = "M3 15L15 3l6 6L9 21ZM7 11l2 2M10 8l3 3M13 5l2 2"
	case "lorry":
		d = "M2 6h12v11H2ZM14 10h4l4 4v3h-8M6 20a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM18 20a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z"
	case "back":
		d = "M15 5l-7 7 7 7"
	case "on":
		d = "M9 5l7 7-7 7"
	case "close":
		d = "M6 6l12 12M18 6L6 18"
	}
	return h.SVG(h.Class("icon"), g.Attr("viewBox", "0 0 24 24"), h.Width("20"), h.Height("20"), h.Aria("hidden", "true"),
		g.El("path", g.Attr("d", d)))
}

// logo is a bowl with the sea in it.
func logo() g.Node {
	return h.SVG(h.Class("mark"), g.Attr("viewBox", "0 0 48 48"), h.Width("44"), h.Height("44"), h.Aria("hidden", "true"),
		g.El("path", g.Attr("class", "mark-bowl"), g.Attr("d", "M4 17h40c0 12-7 19-14 21v4H18v-4C11 36 4 29 4 17Z")),
		g.El("path", g.Attr("class", "mark-sea"), g.Attr("d", "M8 24q4-4 8 0t8 0 8 0 8 0M12 30q4-4 8 0t8 0 8 0")),
		g.El("path", g.Attr("class", "mark-sun"), g.Attr("d", "M15 15a9 9 0 0 1 18 0Z")),
	)
}

// swatch is a dab of a glaze. Its colour is a presentation attribute, which a strict content policy allows.
func swatch(gl pottery.Glaze) g.Node {
	return h.SVG(h.Class("swatch"), g.Attr("viewBox", "0 0 24 24"), h.Width("24"), h.Height("24"), h.Aria("hidden", "true"),
		g.El("circle", g.Attr("cx", "12"), g.Attr("cy", "12"), g.Attr("r", "11"), g.Attr("fill", gl.Base), g.Attr("stroke", gl.Dark)),
		g.El("path", g.Attr("d", "M5 10a8 8 0 0 1 7-6"), g.Attr("fill", "none"), g.Attr("stroke", gl.Light), g.Attr("stroke-width", "2.5"), g.Attr("stroke-linecap", "round")),
	)
}

// glazesOf are a ware's glazes in full.
func glazesOf(w ware) []pottery.Glaze {
	all := make([]pottery.Glaze, 0, len(w.glazes))
	for _, slug := range w.glazes {
		if gl, ok := pottery.GlazeBySlug(slug); ok {
			all = append(all, gl)
		}
	}
	return all
}
