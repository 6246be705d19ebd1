package main

import (
	"net/netip"
	"time"
)

// firewall is what an access with IPv6 has instead of a translator: addresses stay as they are, and what comes in is let in if it answers what went
// out (RFC 6092, the default of home routers). It is not safe for use by several goroutines.
type firewall struct {
	address netip.Addr
	sent    map[flow]time.Time
}

func newFirewall(address netip.Addr) *firewall {
	return &firewall{address: address, sent: map[flow]time.Time{}}
}

func (f *firewall) out(p flow, now time.Time) bool {
	f.sent[p] = now
	return p.from.Addr() == f.address
}

func (f *firewall) in(p flow, now time.Time) bool {
	since, known := f.sent[flow{protocol: p.protocol, from: p.to, to: p.from}]
	return known && now.Sub(since) <= idleOf(p.protocol)
}
