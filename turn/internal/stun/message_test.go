package stun

import (
	"bytes"
	"net/netip"
	"testing"
)

func TestMalformedMessagesAreRefused(t *testing.T) {
	good := vectors(t)["request"]
	edit := func(change func([]byte) []byte) []byte { return change(bytes.Clone(good)) }
	for name, raw := range map[string][]byte{
		"empty":                       {},
		"header cut":                  good[:19],
		"cut":                         good[:len(good)-4],
		"longer than it says":         append(bytes.Clone(good), 0, 0, 0, 0),
		"length not a multiple":       edit(func(b []byte) []byte { b[3]++; return append(b, 0) }),
		"no cookie (RFC 3489)":        edit(func(b []byte) []byte { b[4] = 0; return b }),
		"first bits set":              edit(func(b []byte) []byte { b[0] |= 0x80; return b }),
		"attribute beyond the end":    edit(func(b []byte) []byte { b[22], b[23] = 0xff, 0xff; return b }),
		"fingerprint wrong":           edit(func(b []byte) []byte { b[len(b)-1]++; return b }),
		"fingerprint not the last":    afterFingerprint(),
		"integrity of 16 bytes":       withAttr(MessageIntegrity, 16),
		"SHA-256 integrity too short": withAttr(MessageIntegritySHA256, 16),
		"fingerprint of 8 bytes":      withAttr(Fingerprint, 8),
	} {
		var m Message
		if err := m.Parse(raw); err == nil {
			t.Errorf("%s: was accepted", name)
		}
	}
}

func afterFingerprint() []byte {
	b := Build(nil, Binding, Request, TransactionID{1})
	b.AddFingerprint()
	b.AddString(Software, "late")
	return b.Bytes()
}

func withAttr(a Attr, size int) []byte {
	b := Build(nil, Binding, Request, TransactionID{1})
	b.Add(a, make([]byte, size))
	return b.Bytes()
}

// RFC 8489 §14.5: what stands after the integrity was not protected by it and does not count.
func TestAttributesAfterIntegrityDoNotCount(t *testing.T) {
	for _, kind := range []Integrity{IntegritySHA1, IntegritySHA256} {
		b := Build(nil, Allocate, Request, TransactionID{1})
		b.AddString(Username, "somebody")
		b.AddIntegrity(kind, []byte("key"))
		b.AddString(Realm, "smuggled")
		b.AddFingerprint()
		var m Message
		if err := m.Parse(b.Bytes()); err != nil {
			t.Fatal(err)
		}
		if !m.CheckIntegrity([]byte("key")) || !m.Has(Username) || m.Has(Realm) || !m.HasFingerprint() || m.Integrity() != kind {
			t.Errorf("integrity %d: smuggled attribute seen, or something lost", kind)
		}
	}
}

// RFC 8489 §9.2.4: with both attributes, both must be right.
func TestBothIntegritiesMustBeRight(t *testing.T) {
	b := Build(nil, Allocate, Request, TransactionID{1})
	b.AddIntegrity(IntegritySHA1, []byte("one"))
	b.AddIntegrity(IntegritySHA256, []byte("other"))
	var m Message
	if err := m.Parse(b.Bytes()); err != nil {
		t.Fatal(err)
	}
	if m.CheckIntegrity([]byte("one")) || m.CheckIntegrity([]byte("other")) {
		t.Error("one right integrity covered a wrong one")
	}
}

func TestEveryMethodAndClassSurvives(t *testing.T) {
	for method := Method(0); method < 1<<12; method++ {
		for class := Request; class <= Failure; class++ {
			b := Build(nil, method, class, TransactionID{})
			var m Message
			if err := m.Parse(b.Bytes()); err != nil || m.Method != method || m.Class != class {
				t.Fatalf("method %#x, class %d: %v, %#x, %d", method, class, err, m.Method, m.Class)
			}
		}
	}
}

func TestDataIndicationIsWrittenInPlace(t *testing.T) {
	for _, peer := range []string{"192.0.2.1:1234", "[2001:db8::1]:1234"} {
		for n := range 9 {
			buf := bytes.Repeat([]byte{0xee}, Headroom+n+3)
			payload := []byte("payload!")[:n]
			copy(buf[Headroom:], payload)
			from, to := PutDataIndication(buf, Headroom, Headroom+n, netip.MustParseAddrPort(peer), TransactionID{7})
			var m Message
			if err := m.Parse(buf[from:to]); err != nil {
				t.Fatalf("%s, %d bytes: %v", peer, n, err)
			}
			got, _ := m.Get(DataValue)
			at, _ := m.Address(XORPeerAddress)
			if m.Method != Data || m.Class != Indication || !bytes.Equal(got, payload) || at.String() != peer {
				t.Errorf("%s, %d bytes: %d %d %q %s", peer, n, m.Method, m.Class, got, at)
			}
		}
	}
}

func TestChannelData(t *testing.T) {
	for name, c := range map[string]struct {
		raw  []byte
		want string
		ok   bool
	}{
		"empty":             {[]byte{0x40, 0, 0, 0}, "", true},
		"exact":             {[]byte{0x40, 1, 0, 2, 'h', 'i'}, "hi", true},
		"padded":            {[]byte{0x4f, 0xff, 0, 2, 'h', 'i', 0, 0}, "hi", true},
		"too much padding":  {[]byte{0x40, 1, 0, 1, 'h', 0, 0, 0, 0}, "", false},
		"cut":               {[]byte{0x40, 1, 0, 3, 'h', 'i'}, "", false},
		"channel too small": {[]byte{0x3f, 0xff, 0, 0}, "", false},
		"channel too large": {[]byte{0x50, 0, 0, 0}, "", false},
		"header cut":        {[]byte{0x40, 0, 0}, "", false},
	} {
		if _, got, ok := ParseChannelData(c.raw); ok != c.ok || string(got) != c.want {
			t.Errorf("%s: %q, %v", name, got, ok)
		}
	}
}

func TestFramesOfAStream(t *testing.T) {
	for name, c := range map[string]struct {
		raw  []byte
		size int
		ok   bool
	}{
		"nothing":                  {nil, 0, true},
		"STUN begins":              {[]byte{0, 1, 0}, 0, true},
		"STUN, length odd":         {[]byte{0, 1, 0, 1}, 0, false},
		"STUN":                     {[]byte{0, 1, 0, 8, 0x21, 0x12, 0xa4, 0x42}, 28, true},
		"cookie wrong":             {[]byte{0, 1, 0, 8, 0x21, 0x12, 0xa4, 0x43}, 28, false},
		"channel begins":           {[]byte{0x40, 0, 0}, 0, true},
		"channel":                  {[]byte{0x40, 0, 0, 5}, 12, true},
		"largest":                  {[]byte{0x40, 0, 0xff, 0xff}, 65540, true},
		"reserved channel":         {[]byte{0x50}, 0, false},
		"HTTP, a channel of 21 KB": {[]byte("GET / HTTP/1.1"), 21540, true},
		"TLS in a plain listener":  {[]byte{0x16, 3, 1, 2, 0, 1, 0, 1}, 0, false},
	} {
		if size, ok := FrameSize(c.raw); ok != c.ok || ok && size != c.size {
			t.Errorf("%s: %d, %v; want %d, %v", name, size, ok, c.size, c.ok)
		}
	}
}
