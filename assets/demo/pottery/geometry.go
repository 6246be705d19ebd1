package pottery

import (
	"math"
	"strconv"
	"strings"
)

// axis is the x of the line about which every vessel is turned, in a drawing 400 units wide and high.
const axis = 200

// Point is one place of a profile: R units from the axis, Y units below the drawing's upper edge.
type Point struct{ R, Y float64 }

// num writes a coordinate with at most one decimal, as short as it can be. Half units round up on both sides of zero,
// as Math.round does, because assets/src/demo/studio draws the same outlines in the browser.
func num(v float64) string {
	return strconv.FormatFloat(math.Floor(v*10+0.5)/10, 'f', -1, 64)
}

// path joins commands and coordinates: path("M", 1, 2, "L", 3, 4) is "M1 2L3 4".
func path(parts ...any) string {
	var b strings.Builder
	gap := false
	for _, part := range parts {
		switch v := part.(type) {
		case string:
			b.WriteString(v)
			gap = false
			continue
		case int:
			if gap {
				b.WriteByte(' ')
			}
			b.WriteString(strconv.Itoa(v))
		case float64:
			if gap {
				b.WriteByte(' ')
			}
			b.WriteString(num(v))
		}
		gap = true
	}
	return b.String()
}

// curve continues a path through points by a Catmull-Rom spline, as cubic Bézier segments. side is +1 for the right
// flank of a vessel and -1 for the left one. The path must stand at points[0].
func curve(points []Point, side float64) string {
	var b strings.Builder
	at := func(i int) (x, y float64) {
		p := points[min(max(i, 0), len(points)-1)]
		return axis + side*p.R, p.Y
	}
	for i := range len(points) - 1 {
		x0, y0 := at(i - 1)
		x1, y1 := at(i)
		x2, y2 := at(i + 1)
		x3, y3 := at(i + 2)
		b.WriteString(path("C", x1+(x2-x0)/6, y1+(y2-y0)/6, x2-(x3-x1)/6, y2-(y3-y1)/6, x2, y2))
	}
	return b.String()
}

// outline is the closed silhouette of a profile given from the rim down. The foot is an arc, because one looks at
// it a little from above.
func outline(profile []Point) string {
	rim, foot := profile[0], profile[len(profile)-1]
	up := make([]Point, len(profile))
	for i, p := range profile {
		up[len(profile)-1-i] = p
	}
	return path("M", axis+rim.R, rim.Y) + curve(profile, 1) +
		path("Q", axis, foot.Y+foot.R*footArc, axis-foot.R, foot.Y) + curve(up, -1) + "Z"
}

// footArc is how far the foot bulges downwards, as a share of its radius.
const footArc = 0.3

// radiusAt is the profile's radius at height y, between its points in a straight line: good enough to keep patterns
// and speckles inside, since everything is clipped by the outline as well.
func radiusAt(profile []Point, y float64) float64 {
	for i := range len(profile) - 1 {
		a, b := profile[i], profile[i+1]
		if y >= a.Y && y <= b.Y && b.Y > a.Y {
			return a.R + (b.R-a.R)*(y-a.Y)/(b.Y-a.Y)
		}
	}
	return profile[len(profile)-1].R
}
