package desk

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxAddress of a page, in bytes: as long as an agent's browser may send one (maxUrl in assets/src/act/event.ts).
const MaxAddress = 2048

// cleanAddress returns the address of a web page as browsers write it. field is its name in the API.
func cleanAddress(field, address string) (string, error) {
	invalid := &InvalidError{field, `be the address of a web page, such as "https://shop.example.org/help", without a password in it`}
	address = strings.TrimSpace(address)
	if len(address) > MaxAddress || strings.ContainsFunc(address, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) }) {
		return "", invalid
	}
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.User != nil {
		return "", invalid
	}
	u.Scheme, u.Host = strings.ToLower(u.Scheme), strings.ToLower(u.Host)
	if u.Scheme != "https" && u.Scheme != "http" {
		return "", invalid
	}
	if u.Path == "" {
		u.Path = "/"
	}
	if clean := u.String(); len(clean) <= MaxAddress {
		return clean, nil
	}
	return "", invalid // what is no ASCII got longer
}

// Page is one that an administrator lets agents send to customers.
type Page struct {
	URL   string `json:"url"`
	Label string `json:"label"`
}

// MaxPages of one site that may be sent in a chat.
const MaxPages = 100

// Viewer is where a co-browse opens at the agent's (I13).
type Viewer string

// The places.
const (
	// ViewerConsole: in the window of the console itself.
	ViewerConsole Viewer = "console"
	// ViewerTab: in a browser tab of its own.
	ViewerTab Viewer = "tab"
	// ViewerPopup: in a window of its own.
	ViewerPopup Viewer = "popup"
)

// leading checks what a site says about windows and pages.
func (n NewSite) leading() (Viewer, []Page, error) {
	viewer := cmp.Or(n.Viewer, ViewerConsole)
	if viewer != ViewerConsole && viewer != ViewerTab && viewer != ViewerPopup {
		return "", nil, &InvalidError{"viewer", fmt.Sprintf("be %s, %s or %s", ViewerConsole, ViewerTab, ViewerPopup)}
	}
	if len(n.Pages) > MaxPages {
		return "", nil, &InvalidError{"pages", fmt.Sprintf("have %d entries at most", MaxPages)}
	}
	pages := make([]Page, 0, len(n.Pages))
	for _, p := range n.Pages {
		address, err := cleanAddress("pages", p.URL)
		if err != nil {
			return "", nil, err
		}
		label, err := cleanLabel("pages", p.Label)
		if err != nil {
			return "", nil, err
		}
		if !slices.ContainsFunc(pages, func(other Page) bool { return other.URL == address }) {
			pages = append(pages, Page{URL: address, Label: label})
		}
	}
	return viewer, pages, nil
}

// Page returns the page of the site's list that has this address.
func (s Site) Page(address string) (Page, bool) {
	if clean, err := cleanAddress("page", address); err == nil {
		address = clean
	}
	at := slices.IndexFunc(s.Pages, func(p Page) bool { return p.URL == address })
	if at < 0 {
		return Page{}, false
	}
	return s.Pages[at], true
}

// cleanLabel trims what people call a page.
func cleanLabel(field, label string) (string, error) {
	label = strings.TrimSpace(label)
	if n := utf8.RuneCountInString(label); n < 1 || n > MaxName || strings.ContainsFunc(label, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return "", &InvalidError{field, fmt.Sprintf("have 1 to %d printable characters", MaxName)}
	}
	return label, nil
}
