package main

import (
	"fmt"
	"net/netip"
	"testing"
	"testing/synctest"
)

// host is an end without a device: it keeps what arrives.
type host struct{ got []packet }

func (h *host) take(b []byte) {
	if p, ok := parse(b); ok {
		h.got = append(h.got, p)
	}
}

// from returns the sources of what has arrived since the last call.
func (h *host) from() (sources []netip.AddrPort) {
	for _, p := range h.got {
		sources = append(sources, p.from)
	}
	h.got = nil
	return sources
}

type hosts struct {
	lab *lab
	at  map[place]*host
}

func newHosts(t *testing.T, customerKind, agentKind natKind) hosts {
	h := hosts{at: map[place]*host{customer: {}, agent: {}, server: {}}}
	h.lab = newLab(map[place]func([]byte){customer: h.at[customer].take, agent: h.at[agent].take, server: h.at[server].take})
	go h.lab.run(t.Context(), 1)
	for p, kind := range map[place]natKind{customer: customerKind, agent: agentKind} {
		if err := h.lab.translate(p, kind); err != nil {
			t.Fatal(err)
		}
	}
	return h
}

// socket is the one UDP socket that each person uses.
func (h hosts) socket(p place) string { return h.lab.sides[p].nat.private.String() + ":5000" }

func (h hosts) send(p place, to string) {
	h.lab.send(p, datagram(protocolUDP, h.socket(p), to, "x"))
	synctest.Wait()
}

// meet does what ICE does: both ask the server how they look from outside, then check each other there, and answer where a check came from.
func (h hosts) meet() bool {
	seen := map[place]string{}
	for _, p := range []place{customer, agent} {
		h.send(p, "198.51.100.11:443")
		if from := h.at[server].from(); len(from) == 1 {
			seen[p] = from[0].String()
		}
	}
	for range 3 {
		for p, other := range map[place]place{customer: agent, agent: customer} {
			if seen[other] != "" {
				h.send(p, seen[other])
			}
		}
		for _, p := range []place{customer, agent} {
			for _, from := range h.at[p].from() {
				h.at[customer].from()
				h.at[agent].from()
				h.send(p, from.String())
				for _, other := range []place{customer, agent} {
					if other != p && len(h.at[other].from()) > 0 {
						return true
					}
				}
			}
		}
	}
	return false
}

// TestWhichPairsCanMeet is the theory that the browsers' test of the pairs stands on (RFC 5128 §3.3).
func TestWhichPairsCanMeet(t *testing.T) {
	canMeet := func(a, b natKind) bool {
		if a == udpBlocked || b == udpBlocked || a == only443 || b == only443 {
			return false
		}
		strict := func(k natKind) bool { return k == portRestricted || k == symmetric }
		return (a != symmetric || !strict(b)) && (b != symmetric || !strict(a))
	}
	for _, a := range natKinds {
		for _, b := range natKinds {
			t.Run(fmt.Sprintf("%s and %s", a, b), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					if got := newHosts(t, a, b).meet(); got != canMeet(a, b) {
						t.Errorf("they meet: %v", got)
					}
				})
			})
		}
	}
}

func TestAMoveChangesBothAddressesAndForgetsTheOld(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHosts(t, fullCone, fullCone)
		h.send(customer, "198.51.100.11:443")
		old := h.at[server].from()[0]
		before, after, err := h.lab.move(customer)
		if err != nil || before == after {
			t.Fatalf("%v → %v: %v", before, after, err)
		}
		h.send(agent, old.String())
		if len(h.at[customer].got) != 0 {
			t.Error("the old address still leads there")
		}
		h.send(customer, "198.51.100.11:443")
		if now := h.at[server].from(); len(now) != 1 || now[0].Addr() == old.Addr() {
			t.Errorf("after the move the server sees %v, before %v", now, old)
		}
		if _, _, err := h.lab.move(server); err == nil {
			t.Error("the server moved")
		}
	})
}

func TestPacketsAreCountedByTheirWay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHosts(t, fullCone, fullCone)
		h.send(customer, "198.51.100.11:443")
		h.send(agent, h.at[server].from()[0].String())
		h.send(customer, "192.0.2.1:1")
		got := h.lab.counted()
		if got.ToServer.Packets != 1 || got.Between.Packets != 1 || got.Refused.Packets != 1 {
			t.Errorf("%+v", got)
		}
	})
}
