package desk

import (
	"fmt"
	"time"
	_ "time/tzdata" // service hours must not depend on what the machine has installed
	"unicode/utf8"
)

// Hours are service hours in a time zone. A nil *Hours is always open.
type Hours struct {
	// Zone is an IANA name such as Europe/Madrid.
	Zone     string    `json:"zone"`
	Week     []Span    `json:"week"`
	Holidays []Holiday `json:"holidays,omitempty"`
}

// Span is open hours on one day of the week.
type Span struct {
	// Day is 1 for Monday to 7 for Sunday.
	Day int `json:"day"`
	// From and To are HH:MM by the wall clock of the zone; 24:00 is the day's end.
	From string `json:"from"`
	To   string `json:"to"`
}

// Holiday closes whole days, From and To included, as YYYY-MM-DD by the calendar of the zone.
type Holiday struct {
	From string `json:"from"`
	To   string `json:"to"`
	Name string `json:"name"`
}

// Limits of what is kept.
const (
	maxSpans    = 50
	maxHolidays = 200
)

// Open reports whether the hours are open at that time. A span means wall-clock time: in a night when clocks go forward, the hour that does
// not exist is not there; when they go back, both are.
func (h *Hours) Open(at time.Time) bool {
	if h == nil {
		return true
	}
	zone, err := time.LoadLocation(h.Zone)
	if err != nil {
		return true // checked when it was kept; a zone that vanished since shall not close the shop
	}
	local := at.In(zone)
	day, clock := local.Format(time.DateOnly), local.Format("15:04")
	for _, holiday := range h.Holidays {
		if holiday.From <= day && day <= holiday.To {
			return false
		}
	}
	weekday := (int(local.Weekday())+6)%7 + 1
	for _, s := range h.Week {
		if s.Day == weekday && s.From <= clock && clock < s.To {
			return true
		}
	}
	return false
}

func (h *Hours) check() error {
	if h == nil {
		return nil
	}
	if _, err := time.LoadLocation(h.Zone); err != nil || h.Zone == "" || h.Zone == "Local" {
		return &InvalidError{"hours", "have a time zone by its IANA name, such as Europe/Madrid"}
	}
	if len(h.Week) > maxSpans || len(h.Holidays) > maxHolidays {
		return &InvalidError{"hours", fmt.Sprintf("have at most %d spans and %d holidays", maxSpans, maxHolidays)}
	}
	for _, s := range h.Week {
		if s.Day < 1 || s.Day > 7 || !clock(s.From) || (!clock(s.To) && s.To != "24:00") || s.From >= s.To {
			return &InvalidError{"hours", "have spans from HH:MM to a later HH:MM on days 1 (Monday) to 7"}
		}
	}
	for _, d := range h.Holidays {
		if !date(d.From) || !date(d.To) || d.From > d.To || utf8.RuneCountInString(d.Name) > MaxName {
			return &InvalidError{"hours", "have holidays from YYYY-MM-DD to the same or a later day"}
		}
	}
	return nil
}

func clock(s string) bool {
	_, err := time.Parse("15:04", s)
	return err == nil && len(s) == len("15:04")
}

func date(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}
