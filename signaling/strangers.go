package signaling

import (
	"net/netip"
	"sync"
)

// Limits on customers' sockets that have not said hello yet. A page says it as soon as its socket is open, so that it is a stranger for one round trip; somebody
// who only wants to fill the server's memory stays one until HelloTimeout. A socket and its goroutine take some 8 KiB.
const (
	// maxStrangersPerAddress: an office of 5,000 customers behind one address, all of whom come back within three seconds of a restart, needs some 200.
	maxStrangersPerAddress = 256
	// maxStrangers in all: 33 MB. Beyond it the eldest goes, who has had the most time to say hello.
	maxStrangers = 4096
)

// strangers are the customers' sockets before their hello.
type strangers struct {
	mu        sync.Mutex
	byAddress map[netip.Prefix]int
	// inOrder of arrival; those that are no strangers any more are nil.
	inOrder []*stranger
	count   int
}

// stranger is one of them, from before the handshake on.
type stranger struct {
	from netip.Prefix
	gone bool
	// close ends the socket; nil during the handshake.
	close func()
}

// admit counts a newcomer in, or returns nil because there are too many from that address. closeEldest, if it is not nil, must be called by the caller.
func (s *strangers) admit(from netip.Addr) (newcomer *stranger, closeEldest func()) {
	address := block(from)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.byAddress == nil {
		s.byAddress = map[netip.Prefix]int{}
	}
	if s.byAddress[address] >= maxStrangersPerAddress {
		return nil, nil
	}
	newcomer = &stranger{from: address}
	s.byAddress[address]++
	s.count++
	s.inOrder = append(s.inOrder, newcomer)
	if s.count > maxStrangers {
		for _, eldest := range s.inOrder {
			if !eldest.gone && eldest.close != nil {
				closeEldest = eldest.close
				s.leaveLocked(eldest)
				break
			}
		}
	}
	s.tidyLocked()
	return newcomer, closeEldest
}

// opened says how the newcomer's socket is closed.
func (s *strangers) opened(n *stranger, end func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n.close = end
}

// leave is called once the newcomer is known, or gone; again does no harm.
func (s *strangers) leave(n *stranger) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.leaveLocked(n)
}

func (s *strangers) leaveLocked(n *stranger) {
	if n.gone {
		return
	}
	n.gone, n.close = true, nil
	s.count--
	if s.byAddress[n.from]--; s.byAddress[n.from] == 0 {
		delete(s.byAddress, n.from)
	}
}

// tidyLocked forgets those who left: at the front always, all of them when they are most of the list.
func (s *strangers) tidyLocked() {
	for len(s.inOrder) > 0 && s.inOrder[0].gone {
		s.inOrder[0] = nil
		s.inOrder = s.inOrder[1:]
	}
	if len(s.inOrder) < 2*s.count+16 {
		return
	}
	kept := make([]*stranger, 0, s.count)
	for _, n := range s.inOrder {
		if !n.gone {
			kept = append(kept, n)
		}
	}
	s.inOrder = kept
}

// block is what counts as one address: whoever has one IPv6 address has a /64 of them.
func block(from netip.Addr) netip.Prefix {
	from = from.Unmap().WithZone("")
	bits := 64
	if from.Is4() {
		bits = 32
	}
	p, _ := from.Prefix(bits) //nolint:errcheck // an address that is not valid gives a prefix that is not: the same for all such
	return p
}
