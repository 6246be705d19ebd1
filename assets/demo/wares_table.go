package demo

// mugSizes and plateSizes are shared by the wares that are thrown from the same weights of clay.
func mugSizes() []size {
	return []size{{"small", "Small", "220 ml", 0}, {"regular", "Regular", "330 ml", 300}, {"large", "Large", "450 ml", 600}}
}

func bowlSizes() []size {
	return []size{{"regular", "Regular", "16 cm", 0}, {"large", "Large", "19 cm", 700}}
}

func plateSizes() []size {
	return []size{{"22", "22 cm", "lunch", 0}, {"26", "26 cm", "supper", 500}, {"30", "30 cm", "serving", 1100}}
}

// tableWares are what stands on a table: mugs, bowls, plates.
func tableWares() []ware {
	return []ware{
		{slug: "harbour-mug", name: "Harbour mug", category: "mugs", price: 2200, glazes: []string{"tide", "oat", "rust", "kelp", "heather"}, sizes: mugSizes(),
			blurb: "The mug we started with, and still the first off the wheel on Mondays.", maker: "Ida Marsh", stock: 38, fresh: true, measures: "9 cm across, 10.5 cm tall (regular)",
			story: "A straight wall that keeps tea hot, a foot left bare so that it sits warm in the hand, and a handle for three fingers. The glaze is dipped twice and breaks pale along the rim."},
		{slug: "tankard", name: "Fisher's tankard", category: "mugs", price: 2800, glazes: []string{"kelp", "dusk", "soot", "oat"}, sizes: []size{{"pint", "Pint", "568 ml", 0}, {"half", "Half", "284 ml", 0}},
			blurb: "A pint, wide at the foot, hard to knock over on a moving boat.", maker: "Tom Reddy", stock: 12, measures: "10 cm across, 14 cm tall",
			story: "Drawn after a salt-glazed tankard found in the harbour mud. The two white bands are brushed on while the wheel still turns."},
		{slug: "espresso-pair", name: "Espresso pair", category: "mugs", price: 2600, glazes: []string{"soot", "dusk", "kelp"},
			blurb: "Two small cups with fluted walls; one is always rust.", maker: "Noor Haddad", stock: 21, measures: "6 cm across, 6 cm tall, 80 ml each",
			story: "The flutes are cut with a bent wire, one stroke each, and keep fingers off the heat. Sold in twos because espresso is."},
		{slug: "moon-tea-bowl", name: "Moon tea bowl", category: "mugs", price: 3200, glazes: []string{"dusk", "soot", "tide"},
			blurb: "A bowl for both hands, with the moon where a thumb kept the glaze away.", maker: "Noor Haddad", stock: 4, fresh: true, measures: "12 cm across, 8 cm tall, 380 ml",
			story: "No two moons are alike: each is the mark of the hand that dipped it. Made for whisked tea, and as good for soup."},
		{slug: "porridge-bowl", name: "Porridge bowl", category: "bowls", price: 2000, glazes: []string{"blush", "tide", "oat", "samphire"}, sizes: bowlSizes(),
			blurb: "Steep sides to scrape against, and a foot to hold it by.", maker: "Ida Marsh", stock: 44, measures: "16 cm across, 7 cm tall",
			story: "We tried eleven curves before the last spoonful was as easy as the first."},
		{slug: "ramen-bowl", name: "Ramen bowl", category: "bowls", price: 3400, glazes: []string{"heather", "rust", "soot", "dusk"},
			blurb: "One litre of broth, two waves, and a rim that holds chopsticks.", maker: "Noor Haddad", stock: 17, measures: "20 cm across, 9 cm tall, 1 l",
			story: "High-footed, so that it can be lifted and drunk from. The waves are painted with a brush of goat hair, in one breath."},
		{slug: "nesting-bowls", name: "Nesting bowls", category: "bowls", price: 7800, glazes: []string{"samphire", "kelp", "rust"},
			blurb: "Three bowls in three glazes that live inside each other.", maker: "Ida Marsh", stock: 9, measures: "14, 18 and 23 cm across",
			story: "For whisking, rising, serving. The largest takes a dough of one kilogram of flour."},
		{slug: "salad-bowl", name: "Hedgerow bowl", category: "bowls", price: 6400, glazes: []string{"kelp", "tide", "rust", "soot"},
			blurb: "The big one, with a hedge of leaves scratched through the glaze.", maker: "Tom Reddy", stock: 6, measures: "32 cm across, 11 cm tall",
			story: "Each leaf is drawn with a needle through wet glaze down to the clay, about two hundred a bowl."},
		{slug: "supper-plate", name: "Bayfish plate", category: "plates", price: 2600, glazes: []string{"rust", "tide", "oat", "dusk"}, sizes: plateSizes(),
			blurb: "The bay's own fish in three strokes of a loaded brush.", maker: "Tom Reddy", stock: 30, measures: "2.5 cm deep",
			story: "Painted on raw glaze, which forgives nothing. Stacks well: the foot ring is ground flat."},
		{slug: "side-plates", name: "Side plates, two", category: "plates", price: 2900, glazes: []string{"blush", "chalk", "tide", "samphire"},
			blurb: "A swirl and a plain one, for bread, cake and quarrels.", maker: "Noor Haddad", stock: 25, measures: "17 cm across",
			story: "The swirl is one finger drawn through wet slip from the middle outwards. The other is always rust."},
		{slug: "oval-platter", name: "Long platter", category: "plates", price: 5800, glazes: []string{"oat", "kelp", "dusk"},
			blurb: "For a whole fish, or the cheese that everybody came for.", maker: "Tom Reddy", stock: 0, measures: "42 × 23 cm",
			story: "Pressed in a plaster mould that Tom's grandfather carved. Only four fit in a firing."},
	}
}
