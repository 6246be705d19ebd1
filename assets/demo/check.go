package demo

import (
	"net/mail"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// The checks return what is wrong in words for the customer, or nothing.

func checkEmail(value string) string {
	address, err := mail.ParseAddress(value)
	if err != nil || address.Address != value || !strings.Contains(value[strings.LastIndexByte(value, '@')+1:], ".") {
		return "This does not look like an e-mail address: it has the form name@example.com."
	}
	return ""
}

func checkPhone(value string) string {
	digits := 0
	for _, c := range value {
		switch {
		case c >= '0' && c <= '9':
			digits++
		case !strings.ContainsRune(" +-/().", c):
			return "A telephone number has digits, spaces and + ( ) - / only."
		}
	}
	if digits < 6 || digits > 15 { // E.164 allows fifteen
		return "A telephone number has between 6 and 15 digits."
	}
	return ""
}

func checkPostcode(value string) string {
	for _, c := range strings.ToUpper(value) {
		if (c < '0' || c > '9') && (c < 'A' || c > 'Z') && c != ' ' && c != '-' {
			return "A postcode has letters, digits, spaces and hyphens only."
		}
	}
	if len(value) < 3 || len(value) > 10 {
		return "A postcode has between 3 and 10 letters and digits."
	}
	return ""
}

func checkDay(value string, now time.Time) string {
	day, err := time.ParseInLocation(dateLayout, value, now.Location())
	switch {
	case err != nil:
		return "Please enter the day as year-month-day, such as " + now.AddDate(0, 0, 3).Format(dateLayout) + "."
	case !daysAhead(day, now):
		return "Please choose a day between the day after tomorrow and " + strconv.Itoa(int(deliveryAhead.Hours()/24)) + " days from now."
	case day.Weekday() == time.Sunday:
		return "We do not deliver on Sundays. Please choose another day."
	}
	return ""
}

func checkPassword(value string) string {
	if utf8.RuneCountInString(value) < minPassword {
		return "A password has at least " + strconv.Itoa(minPassword) + " characters."
	}
	return ""
}

// checkCard wants 12 to 19 digits with a right check digit (ISO/IEC 7812-1, annex B).
func checkCard(value string) string {
	const text = "This is not a card number: one of its digits is wrong or missing."
	digits := strings.NewReplacer(" ", "", "-", "").Replace(value)
	if len(digits) < 12 || len(digits) > 19 {
		return text
	}
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i]) - '0'
		if d < 0 || d > 9 {
			return text
		}
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	if sum%10 != 0 {
		return text
	}
	return ""
}

// checkExpiry accepts MM/YY and MM/YYYY; a card is good until its month is over.
func checkExpiry(value string, now time.Time) string {
	compact := strings.ReplaceAll(value, " ", "")
	expires, err := time.ParseInLocation("01/06", compact, now.Location())
	if err != nil {
		expires, err = time.ParseInLocation("01/2006", compact, now.Location())
	}
	if err != nil {
		return "Please enter the expiry as month and year, such as 09/29."
	}
	if !now.Before(expires.AddDate(0, 1, 0)) {
		return "This card has expired."
	}
	return ""
}

func checkCode(value string) string {
	if _, err := strconv.ParseUint(value, 10, 16); err != nil || len(value) < 3 || len(value) > 4 {
		return "The security code has three or four digits."
	}
	return ""
}
