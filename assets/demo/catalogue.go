package demo

import (
	"fmt"
	"slices"

	"github.com/tandem-cobrowse/tandem/assets/demo/pottery"
)

// pence is a price. It never is a fraction, so it never is a float.
type pence int

func (p pence) String() string { return fmt.Sprintf("£%d.%02d", int(p)/100, int(p)%100) }

// category is a group of wares with a shelf of its own.
type category struct{ slug, name, text, cover, coverGlaze string }

// size is a choice that changes the price.
type size struct {
	slug, name, detail string
	extra              pence
}

// ware is something the shop sells.
type ware struct {
	slug, name, category string
	price                pence
	blurb, story         string
	// glazes are slugs of package pottery; the first is the one shown on the shelves.
	glazes   []string
	sizes    []size
	measures string
	maker    string
	// stock is how many are left; zero is sold out.
	stock int
	fresh bool
}

// studioWare is the slug of the mug that customers design; it is on no shelf.
const studioWare = "studio-mug"

// studioPrice covers an hour at the wheel; wordsPrice the writing.
const (
	studioPrice pence = 3400
	wordsPrice  pence = 400
)

func (w ware) glazed(slug string) bool { return slices.Contains(w.glazes, slug) }

func (w ware) size(slug string) (size, bool) {
	for _, sz := range w.sizes {
		if sz.slug == slug {
			return sz, true
		}
	}
	return size{}, false
}

// catalogue is everything the shop has, in the order of its shelves.
type catalogue struct {
	categories []category
	wares      []ware
	bySlug     map[string]ware
}

func newCatalogue() catalogue {
	c := catalogue{
		categories: []category{
			{"mugs", "Mugs & cups", "For the first hour of the day, and the last.", "harbour-mug", "tide"},
			{"bowls", "Bowls", "Deep enough for soup, wide enough for salad.", "ramen-bowl", "heather"},
			{"plates", "Plates", "Painted with the fish that gave the bay its name.", "supper-plate", "rust"},
			{"tea-coffee", "Tea & coffee", "Spouts that do not drip. We test every one.", "gull-teapot", "kelp"},
			{"kitchen", "Kitchen", "Things that earn their place beside the stove.", "storage-jar", "samphire"},
			{"vases", "Vases & planters", "Something to put the garden in.", "window-planter", "soot"},
		},
		wares:  slices.Concat(tableWares(), houseWares()),
		bySlug: map[string]ware{},
	}
	for _, w := range c.wares {
		c.bySlug[w.slug] = w
	}
	all := ware{slug: studioWare, name: "A mug of your own", price: studioPrice, stock: maxCount, maker: "Ida Marsh"}
	for _, gl := range pottery.Glazes() {
		all.glazes = append(all.glazes, gl.Slug)
	}
	c.bySlug[studioWare] = all
	return c
}

func (c catalogue) category(slug string) (category, bool) {
	i := slices.IndexFunc(c.categories, func(k category) bool { return k.slug == slug })
	if i < 0 {
		return category{}, false
	}
	return c.categories[i], true
}

// onShelf finds a ware that has a page of its own.
func (c catalogue) onShelf(slug string) (ware, bool) {
	w, ok := c.bySlug[slug]
	return w, ok && slug != studioWare
}
