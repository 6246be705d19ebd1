package pottery

import (
	g "maragu.dev/gomponents"
)

// bands are horizontal brush strokes at the given heights. They sag in the middle because the wall is round.
func bands(colour string, width float64, heights ...float64) pattern {
	return func(profile []Point, _ Glaze) g.Node {
		strokes := make(g.Group, 0, len(heights))
		for _, y := range heights {
			r := radiusAt(profile, y) + 6
			strokes = append(strokes, g.El("path", attr("d", path("M", axis-r, y, "Q", axis, y+r*0.3, axis+r, y))))
		}
		return g.El("g", attr("fill", "none"), attr("stroke", colour), attr("stroke-width", num(width)), attr("stroke-opacity", "0.85"), strokes)
	}
}

// waves are a row of brushed swells at height y.
func waves(colour string, heights ...float64) pattern {
	return func([]Point, Glaze) g.Node {
		rows := make(g.Group, 0, len(heights))
		for i, y := range heights {
			shift := float64(i%2) * 16
			d := path("M", 20-shift, y, "q", 16, -15, 32, 0)
			for range 12 {
				d += path("t", 32, 0)
			}
			rows = append(rows, g.El("path", attr("d", d)))
		}
		return g.El("g", attr("fill", "none"), attr("stroke", colour), attr("stroke-width", "4"), attr("stroke-linecap", "round"), attr("stroke-opacity", "0.85"), rows)
	}
}

// dots are rows of finger-tip dabs, narrower towards the edges where the wall turns away.
func dots(colour string, size float64, heights ...float64) pattern {
	return func(profile []Point, _ Glaze) g.Node {
		var dabs g.Group
		for row, y := range heights {
			r := radiusAt(profile, y)
			for i := -4; i <= 4; i++ {
				t := (float64(i) + float64(row%2)*0.5) / 4.6
				if t > 0.98 {
					continue
				}
				wide := size * (1 - t*t*0.75)
				dabs = append(dabs, ellipse(axis+r*t*(1.3-0.3*t*t), y+(1-t*t)*r*0.1, wide, size))
			}
		}
		return g.El("g", attr("fill", colour), attr("fill-opacity", "0.85"), dabs)
	}
}

// flutes are vertical grooves cut with a wire.
func flutes(profile []Point, gl Glaze) g.Node {
	top, foot := profile[0], profile[len(profile)-1]
	var cuts g.Group
	for i := -6; i <= 6; i++ {
		t := float64(i) / 7
		bend := t * (1.35 - 0.35*t*t)
		line := make([]Point, 0, len(profile))
		for _, p := range profile {
			line = append(line, Point{p.R * bend, p.Y})
		}
		line[0].Y, line[len(line)-1].Y = top.Y+18, foot.Y+6
		cuts = append(cuts, g.El("path", attr("d", path("M", axis+line[0].R, line[0].Y)+curve(line, 1))))
	}
	return g.El("g", attr("fill", "none"), attr("stroke", gl.Dark), attr("stroke-width", "3"), attr("stroke-opacity", "0.55"), cuts)
}

// sprigs are leaves scratched through the glaze down to the pale clay.
func sprigs(colour string, y, tall float64) pattern {
	return func([]Point, Glaze) g.Node {
		var twigs g.Group
		for i := -3; i <= 3; i++ {
			x := axis + float64(i)*46
			twigs = append(twigs, g.El("path", attr("d", path("M", x, y+tall/2, "Q", x+5, y, x, y-tall/2)), attr("fill", "none"), attr("stroke", colour), attr("stroke-width", "2.5")))
			for k := range 3 {
				at := y + tall*0.3 - float64(k)*tall*0.27
				twigs = append(twigs,
					ellipse(x+11, at-5, 10, 4, attr("transform", path("rotate(", -38, " ", x+11, " ", at-5, ")"))),
					ellipse(x-9, at-5, 10, 4, attr("transform", path("rotate(", 38, " ", x-9, " ", at-5, ")"))))
			}
		}
		return g.El("g", attr("fill", colour), attr("fill-opacity", "0.9"), twigs)
	}
}
