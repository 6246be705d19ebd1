package demo

import (
	"net/http"
	"time"
)

const (
	basketCookie = "saltgrove_basket"
	orderCookie  = "saltgrove_order"
	guestCookie  = "saltgrove_guest"
)

// setCookie keeps a value for the shop's own pages. None of them is a secret: the shop has nothing to protect.
func (s *shop) setCookie(w http.ResponseWriter, r *http.Request, name, value string, life time.Duration) {
	//nolint:gosec // G124: Secure where the shop is reached by https; it is tried on http://localhost
	http.SetCookie(w, &http.Cookie{Name: name, Value: value, Path: s.base, MaxAge: int(life.Seconds()),
		HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: r.TLS != nil})
}

func (s *shop) dropCookie(w http.ResponseWriter, r *http.Request, name string) {
	//nolint:gosec // G124: as above
	http.SetCookie(w, &http.Cookie{Name: name, Path: s.base, MaxAge: -1,
		HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: r.TLS != nil})
}

func cookieValue(r *http.Request, name string) string {
	c, err := r.Cookie(name)
	if err != nil {
		return ""
	}
	return c.Value
}

// basket reads the basket. What cannot be read is taken away, so that the customer is not stuck with it.
func (s *shop) basket(r *http.Request) ([]line, error) {
	lines, err := s.stock.decodeBasket(cookieValue(r, basketCookie))
	if err != nil {
		return nil, &problem{status: http.StatusBadRequest, title: "We could not read your basket", dropBasket: true,
			text: "What your browser kept of it was damaged, or names a piece that is gone, so we have emptied it. We are sorry; please fill it again."}
	}
	return lines, nil
}

// basketCount is for the header, which must stand on any page: an unreadable basket counts nothing there.
func (s *shop) basketCount(r *http.Request) int {
	lines, _ := s.stock.decodeBasket(cookieValue(r, basketCookie))
	count := 0
	for _, l := range lines {
		count += l.Count
	}
	return count
}

// keepBasket stores the lines and leads to the basket's page.
func (s *shop) keepBasket(w http.ResponseWriter, r *http.Request, lines []line, notice string) error {
	value, err := encodeBasket(lines)
	if err != nil {
		return err
	}
	if len(value) > maxCookie {
		return fullBasket()
	}
	s.setCookie(w, r, basketCookie, value, basketLife)
	http.Redirect(w, r, s.url("/basket"+notice), http.StatusSeeOther)
	return nil
}

func fullBasket() error {
	return &problem{status: http.StatusConflict, title: "Your basket is full", href: "/basket", link: "Go to your basket",
		text: "It holds twelve different pieces. Please order these first, or take something out."}
}
