package demo

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func goodOrder() url.Values {
	return url.Values{"name": {"Robin Example"}, "email": {"robin@example.com"}, "phone": {"+44 1632 960114"}, "street": {"12 Invented Street"}, "town": {"Saltgrove"},
		"postcode": {"SG1 2AB"}, "country": {"GB"}, "speed": {"standard"}, "day": {"2026-11-25"}, "note": {"Ring twice"}, "account": {"yes"}, "password": {"correct horse"},
		"pay": {"card"}, "card-name": {"R EXAMPLE"}, "card-number": {"4242 4242 4242 4242"}, "card-expiry": {"11/26"}, "card-code": {"123"}, "terms": {"yes"}}
}

func TestABasketFillsChangesAndEmpties(t *testing.T) {
	v := newVisitor(t)
	a := v.post("/basket/add", teapot("2"))
	a.wants(t, http.StatusOK, "Gull teapot is in your basket.", "£208.00", "For four")
	if a.path != "/demo/basket" {
		t.Errorf("adding leads to %s", a.path)
	}
	v.post("/basket/add", teapot("1")).wants(t, http.StatusOK, "£312.00")
	v.post("/basket/change", url.Values{"line": {"gull-teapot.kelp.four"}, "count": {"5"}}).wants(t, http.StatusOK, "£520.00")
	v.post("/basket/change", url.Values{"line": {"gull-teapot.kelp.four"}, "count": {"21"}}).wants(t, http.StatusBadRequest, "between 1 and 20")
	v.post("/basket/add", teapot("16")).wants(t, http.StatusBadRequest, "between 1 and 20")
	v.post("/basket/remove", url.Values{"line": {"gull-teapot.kelp.four"}}).wants(t, http.StatusOK, "Nothing in it yet")
}

func TestABasketOfTheLongestLinesFitsIntoACookie(t *testing.T) {
	v := newVisitor(t)
	mug := func(height string) url.Values {
		return url.Values{"h": {height}, "r": {"110"}, "b": {"120"}, "d": {"100"}, "w": {strings.Repeat("𝔐", maxWords)}, "glaze": {"samphire"}, "count": {"20"}}
	}
	for _, height := range []string{"100", "101", "102", "103", "104", "105", "106", "107", "108", "109", "110", "111"} {
		v.post("/studio/order", mug(height)).wants(t, http.StatusOK, "A mug of your own is in your basket.")
	}
	v.post("/studio/order", mug("112")).wants(t, http.StatusConflict, "Your basket is full")
}

func TestAnOrderEndsInANumber(t *testing.T) {
	v := newVisitor(t)
	v.post("/basket/add", teapot("1"))
	v.get("/checkout").wants(t, http.StatusOK, `autocomplete="cc-number"`, `autocomplete="cc-csc"`, `autocomplete="new-password"`, `autocomplete="address-line1"`, `type="date"`, `min="2026-11-24"`)
	a := v.post("/checkout", goodOrder())
	a.wants(t, http.StatusOK, "Thank you!", "Gull teapot")
	number := strings.TrimPrefix(a.path, "/demo/thanks/")
	if !isOrderNumber(number) || !strings.Contains(a.body, number) {
		t.Errorf("the order led to %s", a.path)
	}
	v.get("/basket").wants(t, http.StatusOK, "Nothing in it yet")
}

func TestMistakesInAnOrderAreNamed(t *testing.T) {
	for name, try := range map[string]struct{ field, value, want string }{
		"no name":                 {"name", "", "Please tell us your name."},
		"a name too long":         {"name", strings.Repeat("n", maxField+1), "Please keep this under 120 letters."},
		"e-mail without a domain": {"email", "robin@home", "does not look like an e-mail address"},
		"e-mail with a name":      {"email", "Robin <robin@example.com>", "does not look like an e-mail address"},
		"letters as a telephone":  {"phone", "call me", "digits, spaces"},
		"postcode":                {"postcode", "?", "letters, digits, spaces and hyphens"},
		"country":                 {"country", "XX", "choose a country"},
		"speed":                   {"speed", "teleport", "how it should travel"},
		"a day that is past":      {"day", "2026-11-20", "choose a day between"},
		"tomorrow":                {"day", "2026-11-23", "choose a day between"},
		"a Sunday":                {"day", "2026-11-29", "We do not deliver on Sundays"},
		"not a day":               {"day", "2026-13-45", "year-month-day"},
		"a note too long":         {"note", strings.Repeat("n", maxNote+1), "under 400 letters"},
		"a short password":        {"password", "1234567", "at least 8 characters"},
		"one digit wrong":         {"card-number", "4242 4242 4242 4243", "not a card number"},
		"card in letters":         {"card-number", "four thousand two hundred", "not a card number"},
		"card expired":            {"card-expiry", "10/26", "This card has expired."},
		"no such month":           {"card-expiry", "13/27", "month and year"},
		"security code":           {"card-code", "12", "three or four digits"},
		"terms":                   {"terms", "", "agree to the terms"},
	} {
		t.Run(name, func(t *testing.T) {
			v := newVisitor(t)
			v.post("/basket/add", teapot("1"))
			form := goodOrder()
			form.Set(try.field, try.value)
			v.post("/checkout", form).wants(t, http.StatusUnprocessableEntity, try.want, `href="#`+try.field+`"`, `role="alert"`)
		})
	}
}

func TestSecretsAreNotSentBack(t *testing.T) {
	v := newVisitor(t)
	v.post("/basket/add", teapot("1"))
	form := goodOrder()
	form.Del("terms")
	a := v.post("/checkout", form)
	a.wants(t, http.StatusUnprocessableEntity, "Robin Example", "Ring twice")
	for _, secret := range []string{"correct horse", "4242 4242 4242 4242\"", "R EXAMPLE", "\"123\""} {
		if strings.Contains(a.body, secret) {
			t.Errorf("the page sends %q back", secret)
		}
	}
}

func TestOnlyWhatTheOrderNeedsIsAsked(t *testing.T) {
	v := newVisitor(t)
	v.post("/basket/add", teapot("1"))
	form := goodOrder()
	for _, name := range []string{"street", "town", "postcode", "password", "account", "card-name", "card-number", "card-expiry", "card-code", "phone", "day", "note"} {
		form.Del(name)
	}
	form.Set("speed", "collect")
	form.Set("pay", "invoice")
	v.post("/checkout", form).wants(t, http.StatusOK, "Thank you!")
}

func TestTheGuestLogsInAndOut(t *testing.T) {
	v := newVisitor(t)
	if a := v.get("/account"); a.path != "/demo/login" {
		t.Errorf("a stranger's account is at %s", a.path)
	}
	v.post("/login", url.Values{"email": {guestEmail}}).wants(t, http.StatusUnprocessableEntity, "Please enter your password.")
	v.post("/login", url.Values{"email": {guestEmail}, "password": {"earthenware"}}).wants(t, http.StatusUnprocessableEntity, "do not belong together")
	v.post("/login", url.Values{"email": {guestEmail}, "password": {guestPassword}}).wants(t, http.StatusOK, "Good day, Robin", `data-tandem="mask"`)
	if a := v.post("/logout", nil); a.path != "/demo/login" {
		t.Errorf("after logging out one is at %s", a.path)
	}
}

func TestOrderNumbersCatchOneWrongLetter(t *testing.T) {
	for range 200 {
		number := newOrderNumber()
		if !isOrderNumber(number) {
			t.Fatalf("%s is not taken", number)
		}
		for i := range len(number) {
			for _, letter := range orderLetters {
				wrong := number[:i] + string(letter) + number[i+1:]
				if wrong != number && isOrderNumber(wrong) {
					t.Fatalf("%s passes for %s", wrong, number)
				}
			}
		}
	}
}
