package pairing

import (
	"slices"
	"sync"

	"github.com/tandem-cobrowse/tandem/store"
)

// mostRecent is how many records are remembered: as many as come and go within the second that a code, a yes and a connection take under load.
const mostRecent = 512

// recent are the records that were read last, taken apart. While a customer connects their record is read five times, by as many who each want to know how it
// stands now, and taking it apart was a tenth of what a connection cost. What counts is what the store says: of the same revision, the record is the same.
// The zero value is ready.
type recent struct {
	mu    sync.Mutex
	known map[string]recalled
}

type recalled struct {
	revision uint64
	record   record
}

// read takes an entry apart, or remembers what was in it. The record is the caller's own.
func (c *recent) read(e store.Entry) (record, error) {
	c.mu.Lock()
	was, ok := c.known[e.Key]
	c.mu.Unlock()
	if ok && was.revision == e.Revision {
		return was.record.own(), nil
	}
	r, err := decodeRecord(e.Value)
	if err != nil {
		return r, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.known) >= mostRecent || c.known == nil {
		c.known = make(map[string]recalled, mostRecent)
	}
	c.known[e.Key] = recalled{e.Revision, r}
	return r.own(), nil
}

// own is a copy that may be changed. Digests are replaced, never written into.
func (r record) own() record {
	r.Grants, r.OtherDigests = slices.Clone(r.Grants), slices.Clone(r.OtherDigests)
	return r
}
