package signaling

import (
	"fmt"
	"net/netip"
	"testing"
)

func TestStrangersOfOneAddressAreLimited(t *testing.T) {
	var s strangers
	here, there := netip.MustParseAddr("192.0.2.1"), netip.MustParseAddr("192.0.2.2")
	var last *stranger
	for range maxStrangersPerAddress {
		if last, _ = s.admit(here); last == nil {
			t.Fatal("refused below the limit")
		}
	}
	if n, _ := s.admit(netip.MustParseAddr("::ffff:192.0.2.1")); n != nil {
		t.Error("one more than the limit was admitted")
	}
	if n, _ := s.admit(there); n == nil {
		t.Error("another address was refused")
	}
	s.leave(last)
	s.leave(last)
	if n, _ := s.admit(here); n == nil {
		t.Error("refused though one had left")
	}
	if n, _ := s.admit(here); n != nil {
		t.Error("who leaves twice makes two places")
	}
}

func TestTheEldestStrangerGoesWhenThereAreTooMany(t *testing.T) {
	var s strangers
	var closed []int
	for i := range maxStrangers + 10 {
		n, closeEldest := s.admit(netip.AddrFrom4([4]byte{10, 0, byte(i >> 8), byte(i)}))
		if n == nil {
			t.Fatal("refused")
		}
		s.opened(n, func() { closed = append(closed, i) })
		if closeEldest != nil {
			closeEldest()
		}
	}
	if got := fmt.Sprint(closed); got != "[0 1 2 3 4 5 6 7 8 9]" {
		t.Errorf("closed %s", got)
	}
}

func TestWhoIsKnownIsForgotten(t *testing.T) {
	var s strangers
	slow, _ := s.admit(netip.MustParseAddr("192.0.2.1"))
	for range 100_000 {
		n, _ := s.admit(netip.MustParseAddr("2001:db8::1"))
		s.leave(n)
	}
	if len(s.inOrder) > 100 || s.count != 1 || len(s.byAddress) != 1 {
		t.Errorf("%d in order, %d counted, %d addresses", len(s.inOrder), s.count, len(s.byAddress))
	}
	s.leave(slow)
	if len(s.byAddress) != 0 {
		t.Error("an address is kept for nobody")
	}
}
