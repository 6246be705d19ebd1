package stun

import (
	"bytes"
	"net/netip"
	"testing"
)

// FuzzParse: no bytes break the parser, and what it accepts can be read to the end.
func FuzzParse(f *testing.F) {
	for _, v := range vectors(f) {
		f.Add(v)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		var m Message
		before := bytes.Clone(raw)
		if m.Parse(raw) != nil {
			return
		}
		total := HeaderSize
		for a, v := range m.All() {
			total += 4 + (len(v)+3)&^3
			if got, ok := m.Get(a); !ok || cap(got) != len(got) {
				t.Fatalf("attribute %#x cannot be found again", a)
			}
		}
		if total > len(raw) {
			t.Fatalf("attributes of %d bytes in a message of %d", total, len(raw))
		}
		m.CheckIntegrity([]byte("key"))
		m.Address(XORPeerAddress)
		m.Code()
		if !bytes.Equal(raw, before) {
			t.Fatal("the message was changed by reading it")
		}
		if size, ok := FrameSize(raw); !ok || size != len(raw) {
			t.Fatalf("the same message is a frame of %d bytes on a stream (%v), not %d", size, ok, len(raw))
		}
	})
}

// FuzzChannelData: a payload lies inside the datagram, and a stream frames it alike.
func FuzzChannelData(f *testing.F) {
	f.Add([]byte{0x40, 0, 0, 2, 'h', 'i', 0, 0})
	f.Fuzz(func(t *testing.T, raw []byte) {
		_, payload, ok := ParseChannelData(raw)
		if !ok {
			return
		}
		size, ok := FrameSize(raw)
		if !ok || size != ChannelHeaderSize+(len(payload)+3)&^3 {
			t.Fatalf("frame of %d bytes (%v) for a payload of %d", size, ok, len(payload))
		}
	})
}

// FuzzDataIndication: whatever the payload, the message written around it is well-formed.
func FuzzDataIndication(f *testing.F) {
	f.Add([]byte("payload"), []byte{192, 0, 2, 1}, uint16(9))
	f.Fuzz(func(t *testing.T, payload, ip []byte, port uint16) {
		addr, ok := netip.AddrFromSlice(ip)
		if !ok || len(payload) > 2048 {
			return
		}
		buf := make([]byte, Headroom+len(payload)+3)
		copy(buf[Headroom:], payload)
		peer := netip.AddrPortFrom(addr, port)
		from, to := PutDataIndication(buf, Headroom, Headroom+len(payload), peer, TransactionID{1})
		var m Message
		if err := m.Parse(buf[from:to]); err != nil {
			t.Fatal(err)
		}
		got, _ := m.Get(DataValue)
		at, _ := m.Address(XORPeerAddress)
		if !bytes.Equal(got, payload) || at != peer {
			t.Fatalf("%q from %s became %q from %s", payload, peer, got, at)
		}
	})
}
