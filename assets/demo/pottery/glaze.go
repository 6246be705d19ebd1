package pottery

// Glaze is a colour that a piece can be fired in.
type Glaze struct {
	Slug, Name string
	// Light, Base and Dark are the glaze where it catches the light, in the middle, and where it pools.
	Light, Base, Dark string
}

// Clay is the bare stoneware body that shows below the dip line. It is fired without a glaze but drawn like one.
func Clay() Glaze {
	return Glaze{Slug: "clay", Name: "Bare clay", Light: "#d8b48c", Base: "#c39a70", Dark: "#9c7550"}
}

// Glazes lists all glazes of the workshop, in the order in which a customer is shown them.
func Glazes() []Glaze {
	return []Glaze{
		{"oat", "Oat", "#f6eddc", "#e9dcc3", "#c9b795"},
		{"chalk", "Chalk", "#ffffff", "#f1f0ec", "#cfccc4"},
		{"tide", "Tide", "#6f9ea8", "#3f7482", "#28525e"},
		{"kelp", "Kelp", "#7d9a80", "#4f7058", "#33503d"},
		{"rust", "Rust", "#d98a62", "#b9603a", "#8a4124"},
		{"heather", "Heather", "#b7a3bd", "#8d7696", "#654f70"},
		{"soot", "Soot", "#66666b", "#414247", "#27282c"},
		{"blush", "Blush", "#f0cfc3", "#dfab9c", "#bd8171"},
		{"samphire", "Samphire", "#c9cc8f", "#a4a860", "#7b7f3f"},
		{"dusk", "Dusk", "#6d7fb0", "#465789", "#2d3a63"},
	}
}

// GlazeBySlug finds a glaze by the name that addresses use.
func GlazeBySlug(slug string) (Glaze, bool) {
	for _, gl := range Glazes() {
		if gl.Slug == slug {
			return gl, true
		}
	}
	return Glaze{}, false
}
