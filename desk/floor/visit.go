package floor

import (
	"path"
	"strings"
	"time"

	"net/url"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// visit is somebody on a site now: the pages of one tab. Owned by the loop.
type visit struct {
	id, site  string
	visitor   string
	name      string
	language  string
	returning bool
	cobrowse  wire.CobrowseAbility
	open      map[*pageSide]struct{}
	// pages before the present one, newest first.
	pages            []wire.PageSeen
	page, title      string
	seen             int
	since, pageSince time.Time
	// left is since when no page is open; zero while one is.
	left time.Time
	// invitation is what was shown; a visit gets one.
	invitation *wire.Invitation
}

// milliseconds is RFC 3339 as the wire has it.
const milliseconds = "2006-01-02T15:04:05.000Z07:00"

func stamp(t time.Time) string { return t.UTC().Format(milliseconds) }

// visitKey keeps the tabs of different sites apart.
func visitKey(site, id string) string { return site + "/" + id }

// see notes where a visit is now.
func (v *visit) see(page, title string, now time.Time) {
	if page == v.page {
		v.title = title
		return
	}
	if v.page != "" {
		v.pages = append([]wire.PageSeen{{Page: v.page, Title: v.title, At: stamp(v.pageSince)}}, v.pages...)
		v.pages = v.pages[:min(len(v.pages), maxPages)]
	}
	v.page, v.title, v.pageSince = page, title, now
	v.seen++
}

// onSite is the visit as the desk sees it.
func (f *Floor) onSite(v *visit) wire.OnSite {
	out := wire.OnSite{
		Visit: v.id, Site: v.site, SiteName: f.dir.sites[v.site].Name, Visitor: v.visitor, Name: v.name, Language: v.language, Returning: v.returning,
		Page: v.page, PageTitle: v.title, Pages: append([]wire.PageSeen{}, v.pages...), Since: stamp(v.since), PageSince: stamp(v.pageSince), Invited: v.invitation != nil,
	}
	if t := f.ofVisitor[v.visitor]; v.visitor != "" && t != nil && t.isOpen() {
		out.Conversation = t.rec.ID
	}
	return out
}

// tellVisit keeps the lists of visitors.
func (f *Floor) tellVisit(v *visit) {
	m := wire.VisitorChanged{Visitor: f.onSite(v)}
	f.eachVisitorList(func(w *deskSide) { w.conn.Send(m) })
}

func (f *Floor) eachVisitorList(do func(*deskSide)) {
	for _, p := range f.people {
		for w := range p.windows {
			if w.visitors && f.dir.may(p.id, wire.RightVisitors) {
				do(w)
			}
		}
	}
}

// visitsOver ends the visits that have had no page for a while.
func (f *Floor) visitsOver(now time.Time) {
	for key, v := range f.visits {
		if !v.left.IsZero() && !now.Before(v.left.Add(f.cfg.VisitGrace)) {
			delete(f.visits, key)
			f.eachVisitorList(func(w *deskSide) { w.conn.Send(wire.VisitorGone{Visit: v.id}) })
		}
	}
}

// matches reports whether a page's path fits a rule's pattern, in which * stands for anything.
func matches(pattern, page string) bool {
	if pattern == "" {
		return true
	}
	u, err := url.Parse(page)
	if err != nil {
		return false
	}
	return wildcard(pattern, path.Clean("/"+u.Path))
}

// wildcard matches in one pass with one step back: linear for patterns with one *, quadratic at worst, on texts that have limits.
func wildcard(pattern, text string) bool {
	p, t, star, mark := 0, 0, -1, 0
	for t < len(text) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, mark = p, t
			p++
		case p < len(pattern) && pattern[p] == text[t]:
			p++
			t++
		case star >= 0:
			mark++
			p, t = star+1, mark
		default:
			return false
		}
	}
	return strings.Trim(pattern[p:], "*") == ""
}
