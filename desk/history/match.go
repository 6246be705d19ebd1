package history

import (
	"slices"
	"strings"
)

// Covers reports whether a conversation fits all of the query but its words: who, where, when, and what may be looked into.
func (q Query) Covers(s Summary) bool {
	switch {
	case q.Person != "" && !slices.Contains(s.Staff, q.Person),
		q.Visitor != "" && q.Visitor != s.Visitor,
		q.Group != "" && q.Group != s.Group,
		s.Started.Before(q.From),
		!q.To.IsZero() && !s.Started.Before(q.To):
		return false
	}
	return q.Anyone.Has(s.Staff, s.Group)
}

// Matches reports whether a conversation that is not in the index fits the query by the rules of Search.
func (q Query) Matches(d Document) bool {
	if !q.Covers(d.Summary) {
		return false
	}
	wanted := words(q.Text)
	if len(wanted) == 0 {
		return true
	}
	there := words(append([]string{d.Name, d.Email}, d.Texts...)...)
	for _, word := range wanted[:min(len(wanted), maxTerms)] {
		i, exact := slices.BinarySearch(there, word)
		if !exact && (len(word) < minPrefix || i == len(there) || !strings.HasPrefix(there[i], word)) {
			return false
		}
	}
	return true
}

// Has reports whether a conversation in which these people took part, of that group, may be looked into.
func (s *Scope) Has(people []string, group string) bool {
	return s == nil || slices.Contains(s.Groups, group) || slices.ContainsFunc(people, func(p string) bool { return slices.Contains(s.People, p) })
}
