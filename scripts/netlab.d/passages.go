package main

import (
	"encoding/binary"
	"time"
)

// passage is one packet at a person's own device: what two programs say to each other, and in which order, as a wiretap would see it.
type passage struct {
	AtMicros int64  `json:"at_us"` // Unix time
	Out      bool   `json:"out"`   // sent by the person's side
	Far      string `json:"far"`   // the other end, as the person's side sees it
	What     string `json:"what"`  // see describe
	Bytes    int    `json:"bytes"` // with the headers of IP
}

// maxPassages bounds a log that nobody fetches: some minutes of a busy session.
const maxPassages = 200_000

// passages are what has passed since the log was begun; nil while nobody wants to know.
type passages struct{ list []passage }

func (l *passages) note(p *packet, out bool, now time.Time) {
	if l == nil || len(l.list) == maxPassages {
		return
	}
	far := p.from
	if out {
		far = p.to
	}
	l.list = append(l.list, passage{now.UnixMicro(), out, far.String(), p.describe(), len(p.bytes)})
}

// describe names what a packet carries, as far as can be told without keys: "tcp" without a payload, "tls handshake", "tls", "stun request", "stun answer", "turn",
// "dtls handshake", "dtls" (the data channels, their opening included), "other". What goes through a relay bears the same name with "relayed " before it.
func (p *packet) describe() string {
	payload := p.payload()
	switch {
	case len(payload) == 0:
		return "tcp"
	case p.protocol == protocolTCP && payload[0] == tlsHandshake:
		return "tls handshake"
	case p.protocol == protocolTCP:
		return "tls"
	default:
		return describeDatagram(payload)
	}
}

func (p *packet) payload() []byte {
	header := 8
	if p.protocol == protocolTCP {
		header = int(p.bytes[p.transport+12]>>4) * 4
	}
	if at := p.transport + header; at < len(p.bytes) {
		return p.bytes[at:]
	}
	return nil
}

// First bytes of what shares a UDP port (RFC 7983 §7, RFC 9147 §4), and STUN's words (RFC 8489 §5, RFC 8656 §17).
const (
	tlsHandshake     = 22
	dtlsFirst        = 20
	dtlsLast         = 63
	dtlsData         = 23
	dtls13First      = 32 // of version 1.3 the encrypted records, with two bits of the epoch: 2 is the handshake, 3 and on the data (RFC 9147 §4, §6.1)
	dtls13Epoch      = 3
	dtls13Handshake  = 2
	stunMagic        = 0x2112a442
	stunHeader       = 20
	stunBinding      = 0x001
	classBits        = 0x0110
	classRequest     = 0x0000
	classIndication  = 0x0010
	turnSend         = 0x006
	turnData         = 0x007
	attributeData    = 0x0013
	channelFirst     = 0x40
	channelLast      = 0x4f
	channelHeaderLen = 4
)

func describeDatagram(b []byte) string {
	switch first := b[0]; {
	case first >= channelFirst && first <= channelLast && len(b) > channelHeaderLen:
		return "relayed " + describeDatagram(b[channelHeaderLen:])
	case first == dtlsData, first >= dtls13First && first <= dtlsLast && first&dtls13Epoch != dtls13Handshake:
		return "dtls"
	case first >= dtlsFirst && first <= dtlsLast:
		return "dtls handshake"
	case first < 4 && len(b) >= stunHeader && binary.BigEndian.Uint32(b[4:]) == stunMagic:
		return describeSTUN(b)
	default:
		return "other"
	}
}

func describeSTUN(b []byte) string {
	kind := binary.BigEndian.Uint16(b)
	switch method := kind &^ classBits; {
	case method == stunBinding && kind&classBits == classRequest:
		return "stun request"
	case method == stunBinding && kind&classBits == classIndication:
		return "stun indication"
	case method == stunBinding:
		return "stun answer"
	case method == turnSend || method == turnData:
		if inner := attribute(b[stunHeader:], attributeData); len(inner) > 0 {
			return "relayed " + describeDatagram(inner)
		}
	}
	return "turn"
}

// attribute is the value of the first attribute of this type (RFC 8489 §14), or nil.
func attribute(b []byte, kind uint16) []byte {
	for len(b) >= 4 {
		length := int(binary.BigEndian.Uint16(b[2:]))
		if len(b) < 4+length {
			return nil
		}
		if binary.BigEndian.Uint16(b) == kind {
			return b[4 : 4+length]
		}
		b = b[min(len(b), 4+(length+3)&^3):]
	}
	return nil
}

// record begins a person's log anew.
func (l *lab) record(p place) bool {
	s := l.sides[p]
	if s == nil {
		return false
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	s.passages = &passages{list: []passage{}}
	return true
}

// recorded ends it and returns what is in it.
func (l *lab) recorded(p place) []passage {
	s := l.sides[p]
	if s == nil {
		return nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	log := s.passages
	s.passages = nil
	if log == nil {
		return nil
	}
	return log.list
}
