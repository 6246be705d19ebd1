package demo

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tandem-cobrowse/tandem/assets/demo/pottery"
)

// line is one article in a basket, as the cookie holds it.
type line struct {
	Ware  string       `json:"i"`
	Glaze string       `json:"g"`
	Size  string       `json:"s,omitempty"`
	Count int          `json:"n"`
	Mug   *pottery.Mug `json:"m,omitempty"`
}

// key tells lines apart: the same ware in another glaze, size or shape is another line.
func (l line) key() string {
	key := l.Ware + "." + l.Glaze + "." + l.Size
	if l.Mug != nil {
		key += fmt.Sprintf(".%d.%d.%d.%d.%s", l.Mug.Height, l.Mug.Rim, l.Mug.Belly, l.Mug.Dip, l.Mug.Words)
	}
	return key
}

// errBasket says that a cookie holds no basket of ours: it was cut, forged, or names wares that are gone.
var errBasket = errors.New("demo: not a basket")

// encodeBasket writes lines as a cookie's value: base64url of JSON.
func encodeBasket(lines []line) (string, error) {
	text, err := json.Marshal(lines)
	if err != nil {
		return "", fmt.Errorf("encode basket: %w", err)
	}
	return base64.RawURLEncoding.EncodeToString(text), nil
}

// decodeBasket reads a cookie's value and believes none of it: every line is checked against the catalogue, so that
// what comes out could have been put together on our pages. The error wraps errBasket.
func (c catalogue) decodeBasket(value string) ([]line, error) {
	if value == "" {
		return nil, nil
	}
	if len(value) > maxCookie {
		return nil, fmt.Errorf("%w: %d bytes", errBasket, len(value))
	}
	text, err := base64.RawURLEncoding.DecodeString(value)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errBasket, err)
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	var lines []line
	if err := decoder.Decode(&lines); err != nil {
		return nil, fmt.Errorf("%w: %w", errBasket, err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%w: more than one value", errBasket)
	}
	if len(lines) > maxLines {
		return nil, fmt.Errorf("%w: %d lines", errBasket, len(lines))
	}
	seen := map[string]bool{}
	for _, l := range lines {
		if err := c.check(l); err != nil {
			return nil, fmt.Errorf("%w: %w", errBasket, err)
		}
		if seen[l.key()] {
			return nil, fmt.Errorf("%w: a line twice", errBasket)
		}
		seen[l.key()] = true
	}
	return lines, nil
}

// check says in a *problem what is wrong with a line, in words for the customer.
func (c catalogue) check(l line) error {
	item, ok := c.bySlug[l.Ware]
	switch {
	case !ok:
		return notFound("We do not make that", "There is no piece of this name. It may have been broken, or renamed.")
	case item.stock == 0:
		return &problem{status: http.StatusConflict, title: "Sold out", text: item.name + " is sold out until the next firing."}
	case !item.glazed(l.Glaze):
		return badRequest("Not in that glaze", "We do not make "+item.name+" in this glaze. Please choose one of those shown.")
	case l.Count < 1 || l.Count > maxCount:
		return badRequest("How many?", "Please order between 1 and "+strconv.Itoa(maxCount)+" of one piece: a shelf in the kiln holds no more.")
	case (l.Mug != nil) != (l.Ware == studioWare):
		return badRequest("That does not fit", "Only mugs from the studio have a shape of their own.")
	}
	if _, sized := item.size(l.Size); sized != (len(item.sizes) > 0) || (!sized && l.Size != "") {
		return badRequest("Not in that size", "We do not make "+item.name+" in this size. Please choose one of those shown.")
	}
	if l.Mug != nil {
		return checkMug(*l.Mug)
	}
	return nil
}

func checkMug(m pottery.Mug) error {
	if !m.Possible() {
		return badRequest("The wheel cannot do that", "The mug's measures are outside what can be thrown. Please shape it in the studio.")
	}
	unprintable := func(r rune) bool { return !unicode.IsPrint(r) }
	if utf8.RuneCountInString(m.Words) > maxWords || !utf8.ValidString(m.Words) || strings.ContainsFunc(m.Words, unprintable) {
		return badRequest("The words do not fit", "There is room for "+strconv.Itoa(maxWords)+" letters on a mug.")
	}
	return nil
}

// price is what one piece of a line costs. The line has been checked.
func (c catalogue) price(l line) pence {
	item := c.bySlug[l.Ware]
	sz, _ := item.size(l.Size)
	price := item.price + sz.extra
	if l.Mug != nil && l.Mug.Words != "" {
		price += wordsPrice
	}
	return price
}

func (c catalogue) total(lines []line) pence {
	var sum pence
	for _, l := range lines {
		sum += c.price(l) * pence(l.Count)
	}
	return sum
}
