package pairing

import (
	"hash/maphash"
	"math"
	"net/netip"
	"time"
)

// Sizes of the two sketches. With n addresses remembered, each with its network, a stranger is taken for one of them with a chance of at most
// (1-exp(-2n/columns))^rows. For the larger sketch 10,000 addresses make that 3 in 100,000, 100,000 make it 8 %, and from half a million on nearly all
// newcomers share the common budget with the guessers, which is the safe way to err.
const (
	sketchRows    = 4
	recentColumns = 1 << 14 // 256 KiB
	knownColumns  = 1 << 18 // 4 MiB
)

// sketch counts by origin over a sliding time, in memory of fixed size: a count-min sketch (Cormode and Muthukrishnan, 2005) in two
// generations. It never counts too little; it counts too much where an origin shares its cell in all rows with others. The seed is random, so that nobody can
// choose addresses that fall together.
type sketch struct {
	window time.Duration
	seed   maphash.Seed
	epoch  int // number of turns
	turned time.Time
	cells  [2][][sketchRows]uint16 // by epoch modulo 2
}

// mark is where and when one was added.
type mark struct {
	origin netip.Prefix
	epoch  int
}

func newSketch(columns int, window time.Duration, now time.Time) *sketch {
	return &sketch{
		window: window, seed: maphash.MakeSeed(), turned: now,
		cells: [2][][sketchRows]uint16{make([][sketchRows]uint16, columns), make([][sketchRows]uint16, columns)},
	}
}

// turn forgets what is more than two windows old. A clock that jumps back makes it remember for longer, by the jump at most.
func (s *sketch) turn(now time.Time) {
	for range 2 {
		if now.Sub(s.turned) < s.window {
			return
		}
		s.epoch++
		clear(s.cells[s.epoch%2])
		s.turned = s.turned.Add(s.window)
	}
	if now.Sub(s.turned) >= s.window { // both generations are empty: begin anew
		s.turned = now
	}
}

// fades is when the older generation goes, and with it some of the counts.
func (s *sketch) fades(now time.Time) time.Duration { return s.window - now.Sub(s.turned) }

func (s *sketch) count(origin netip.Prefix) int {
	sums := [sketchRows]int{}
	for _, generation := range s.cells {
		for row, column := range s.columns(origin) {
			sums[row] += int(generation[column][row])
		}
	}
	least := math.MaxInt
	for _, sum := range sums {
		least = min(least, sum)
	}
	return least
}

func (s *sketch) add(origin netip.Prefix) mark {
	for row, column := range s.columns(origin) {
		if cell := &s.cells[s.epoch%2][column][row]; *cell < math.MaxUint16 {
			*cell++
		}
	}
	return mark{origin: origin, epoch: s.epoch}
}

// remove takes back what add added, unless it has been forgotten already.
func (s *sketch) remove(m mark) {
	if s.epoch-m.epoch > 1 {
		return
	}
	for row, column := range s.columns(m.origin) {
		if cell := &s.cells[m.epoch%2][column][row]; *cell > 0 && *cell < math.MaxUint16 {
			*cell--
		}
	}
}

// columns picks one cell in each row, by double hashing.
func (s *sketch) columns(origin netip.Prefix) (columns [sketchRows]uint64) {
	h := maphash.Comparable(s.seed, origin)
	at, step, n := h&math.MaxUint32, h>>32|1, uint64(len(s.cells[0]))
	for row := range columns {
		columns[row] = at % n
		at += step
	}
	return columns
}
