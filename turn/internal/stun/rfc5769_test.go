package stun

import (
	"bytes"
	"encoding/hex"
	"net/netip"
	"strings"
	"testing"
)

// vectors are the messages of RFC 5769 §2.1 to §2.4.
func vectors(t testing.TB) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for name, text := range map[string]string{
		"request": `00010058 2112a442 b7e7a701bc34d686fa87dfae
			80220010 5354554e207465737420636c69656e74 00240004 6e0001ff 80290008 932ff9b151263b36
			00060009 6576746a3a68367659202020 00080014 9aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2 80280004 e57a3bcf`,
		"IPv4 response": `0101003c 2112a442 b7e7a701bc34d686fa87dfae
			8022000b 7465737420766563746f7220 00200008 0001a147e112a643
			00080014 2b91f599fd9e90c38c7489f92af9ba53f06be7d7 80280004 c07d4c96`,
		"IPv6 response": `01010048 2112a442 b7e7a701bc34d686fa87dfae
			8022000b 7465737420766563746f7220 00200014 0002a147 0113a9faa5d3f179bc25f4b5bed2b9d9
			00080014 a382954e4be67bf11784c97c8292c275bfe3ed41 80280004 c8fb0b4c`,
		"long-term request": `00010060 2112a442 78ad3433c6ad72c029da412e
			00060012 e3839ee38388e383aae38383e382afe382b90000 0015001c 662f2f3439396b3935346436
			4f4c33346f4c39465354767936347341 0014000b 6578616d706c652e6f726700
			00080014 f67024656dd64a3e02b8e0712e85c9a28ca89666`,
	} {
		raw, err := hex.DecodeString(strings.NewReplacer(" ", "", "\n", "", "\t", "", `"`, "").Replace(text))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		out[name] = raw
	}
	return out
}

const vectorPassword = "VOkJxbRl1RmTxUk/WvJxBt" // RFC 5769 §2.1

func TestRFC5769(t *testing.T) {
	v := vectors(t)
	long := LongTermKey("\u30DE\u30C8\u30EA\u30C3\u30AF\u30B9", "example.org", "TheMatrIX")
	for _, c := range []struct {
		name   string
		class  Class
		key    []byte
		mapped string
		attr   Attr
		value  string
	}{
		{"request", Request, []byte(vectorPassword), "", Username, "evtj:h6vY"},
		{"IPv4 response", Success, []byte(vectorPassword), "192.0.2.1:32853", Software, "test vector"},
		{"IPv6 response", Success, []byte(vectorPassword), "[2001:db8:1234:5678:11:2233:4455:6677]:32853", Software, "test vector"},
		{"long-term request", Request, long, "", Nonce, "f//499k954d6OL34oL9FSTvy64sA"},
	} {
		var m Message
		if err := m.Parse(v[c.name]); err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if m.Method != Binding || m.Class != c.class {
			t.Errorf("%s: method %d, class %d", c.name, m.Method, m.Class)
		}
		if !m.CheckIntegrity(c.key) {
			t.Errorf("%s: integrity is wrong", c.name)
		}
		if m.CheckIntegrity([]byte("another")) {
			t.Errorf("%s: another key was accepted", c.name)
		}
		if got, _ := m.Get(c.attr); string(got) != c.value {
			t.Errorf("%s: %q, want %q", c.name, got, c.value)
		}
		if got, ok := m.Address(XORMappedAddress); ok != (c.mapped != "") || ok && got != netip.MustParseAddrPort(c.mapped) {
			t.Errorf("%s: mapped address %v", c.name, got)
		}
	}
}

// What is written again from its parts is what RFC 5769 has, but for the padding, which need not be zero there.
func TestRFC5769IsWrittenAlike(t *testing.T) {
	v := vectors(t)
	for name, mapped := range map[string]string{"IPv4 response": "192.0.2.1:32853", "IPv6 response": "[2001:db8:1234:5678:11:2233:4455:6677]:32853"} {
		b := Build(nil, Binding, Success, TransactionID(v[name][8:20]))
		b.AddString(Software, "test vector")
		b.b[len(b.b)-1] = ' '
		b.AddAddress(XORMappedAddress, netip.MustParseAddrPort(mapped))
		b.AddIntegrity(IntegritySHA1, []byte(vectorPassword))
		b.AddFingerprint()
		if got := b.Bytes(); !bytes.Equal(got, v[name]) {
			t.Errorf("%s:\n%x\n%x", name, got, v[name])
		}
	}
}

func TestEveryProtectedByteIsNoticed(t *testing.T) {
	for name, raw := range vectors(t) {
		key := []byte(vectorPassword)
		if name == "long-term request" {
			key = LongTermKey("\u30DE\u30C8\u30EA\u30C3\u30AF\u30B9", "example.org", "TheMatrIX")
		}
		var m Message
		if err := m.Parse(raw); err != nil {
			t.Fatal(err)
		}
		for i := range m.integrity + 4 + sizeIntegrity {
			changed := bytes.Clone(raw)
			changed[i] ^= 1
			var m Message
			if m.Parse(changed) == nil && m.CheckIntegrity(key) {
				t.Errorf("%s: byte %d was changed unnoticed", name, i)
			}
		}
	}
}
