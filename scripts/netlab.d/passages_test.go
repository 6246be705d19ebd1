package main

import (
	"testing"
	"testing/synctest"
)

func TestPacketsAreNamedByWhatTheyCarry(t *testing.T) {
	const (
		server   = "198.51.100.11:443"
		data     = "\x17\xfe\xfd0123456789"
		binding  = "\x00\x01\x00\x00\x21\x12\xa4\x42123456789012"
		answer   = "\x01\x01\x00\x00\x21\x12\xa4\x42123456789012"
		allocate = "\x00\x03\x00\x00\x21\x12\xa4\x42123456789012"
		send     = "\x00\x16\x00\x10\x21\x12\xa4\x42123456789012\x00\x12\x00\x03abc\x00\x00\x13\x00\x02\x16\xfe\x00\x00"
	)
	for _, c := range []struct {
		protocol      byte
		payload, want string
	}{
		{protocolTCP, "", "tcp"},
		{protocolTCP, "\x16\x03\x01", "tls handshake"},
		{protocolTCP, "\x17\x03\x03", "tls"},
		{protocolUDP, binding, "stun request"},
		{protocolUDP, answer, "stun answer"},
		{protocolUDP, allocate, "turn"},
		{protocolUDP, send, "relayed dtls handshake"},
		{protocolUDP, "\x40\x00\x00\x0d" + data, "relayed dtls"},
		{protocolUDP, data, "dtls"},
		{protocolUDP, "\x16\xfe\xfd", "dtls handshake"},
		{protocolUDP, "\x2e12", "dtls handshake"},
		{protocolUDP, "\x2f12", "dtls"},
		{protocolUDP, "\x00", "other"},
		{protocolUDP, "\x40", "other"},
	} {
		b := datagram(c.protocol, "10.1.0.2:5000", server, c.payload)
		if c.protocol == protocolTCP {
			b[20+12] = 5 << 4 // the header's length, in words
		}
		p, ok := parse(b)
		if got := p.describe(); !ok || got != c.want {
			t.Errorf("%q is %q, want %q", c.payload, got, c.want)
		}
	}
}

func FuzzEveryPacketHasAName(f *testing.F) {
	f.Add(datagram(protocolUDP, "10.1.0.2:5000", "198.51.100.11:443", "\x40\x00\x00\x01\x16"))
	f.Add(datagram(protocolTCP, "10.1.0.2:5000", "198.51.100.11:443", "x"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if p, ok := parse(b); ok && p.describe() == "" {
			t.Error("no name")
		}
	})
}

func TestALogHasBothDirectionsAndEndsWhenItIsFetched(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHosts(t, fullCone, fullCone)
		h.send(customer, "198.51.100.11:443")
		if !h.lab.record(customer) || h.lab.record(server) {
			t.Fatal("people have logs, the server has none")
		}
		h.send(customer, "198.51.100.11:443")
		h.send(agent, h.at[server].from()[0].String())
		got := h.lab.recorded(customer)
		if len(got) != 2 || !got[0].Out || got[1].Out || got[0].Far != "198.51.100.11:443" || got[1].AtMicros < got[0].AtMicros {
			t.Errorf("%+v", got)
		}
		h.send(customer, "198.51.100.11:443")
		if got := h.lab.recorded(customer); got != nil {
			t.Errorf("it goes on: %+v", got)
		}
	})
}
