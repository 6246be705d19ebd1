package demo

import "time"

const (
	// maxForm bounds a posted form. The checkout with every field full is 3 KB; the rest is room for long addresses
	// in scripts that take nine bytes a letter when escaped.
	maxForm = 64 << 10

	// maxCount is how many of one article an order may have: a shelf in the kiln holds twenty.
	maxCount = 20

	// maxLines is how many different articles a basket holds. Twelve of the longest lines, studio mugs with words,
	// still fit into a cookie (maxCookie).
	maxLines = 12

	// maxCookie is what we let a basket's value take: browsers drop a cookie of more than 4096 bytes with its name and
	// attributes (RFC 6265, section 6.1).
	maxCookie = 3800

	// maxWords is how many characters fit on a mug's wall.
	maxWords = 16

	// maxQuery is the longest text to search for, in characters. Longer ones find nothing and make long pages.
	maxQuery = 80

	// maxField and maxNote bound one line and one text area of a form, in characters.
	maxField = 120
	maxNote  = 400

	// minPassword follows NIST SP 800-63B, section 5.1.1.2; maxPassword lets phrases through.
	minPassword = 8
	maxPassword = 200

	// basketLife is how long a basket is kept for somebody who comes back.
	basketLife = 30 * 24 * time.Hour

	// orderLife is how long the page after an order can still list what was ordered.
	orderLife = time.Hour

	// deliveryAhead is how far ahead a delivery day may lie.
	deliveryAhead = 60 * 24 * time.Hour
)
