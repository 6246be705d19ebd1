package frames_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/tandem-cobrowse/tandem/signaling/frames"
)

const limit = 64 << 10

var key = [4]byte{1, 2, 3, 4}

// part is a client's frame that is not the whole message, or breaks a rule: its first two bytes are changed.
func part(op frames.Op, payload string, first, second byte) []byte {
	b := frames.AppendMasked(nil, op, key, []byte(payload))
	b[0], b[1] = b[0]^first, b[1]^second
	return b
}

func whole(op frames.Op, payload string) []byte {
	return frames.AppendMasked(nil, op, key, []byte(payload))
}

const notFinal, masked = 0x80, 0x80

// readAll writes down what a Reader makes of the bytes.
func readAll(conn io.Reader, early []byte) (got []string, err error) {
	r := frames.NewReader(conn, early, limit, &frames.Buffers{})
	defer r.Close()
	for {
		op, payload, err := r.Next()
		if err != nil {
			return got, err
		}
		got = append(got, fmt.Sprintf("%d %.20s %d", op, payload, len(payload)))
	}
}

func TestFramesAreTakenApart(t *testing.T) {
	long := strings.Repeat("long ", 5000)
	for name, c := range map[string]struct {
		sent [][]byte
		want []string
		err  error
	}{
		"a message":                    {[][]byte{whole(frames.Text, "hello")}, []string{"1 hello 5"}, io.ErrUnexpectedEOF},
		"an empty one":                 {[][]byte{whole(frames.Text, "")}, []string{"1  0"}, io.ErrUnexpectedEOF},
		"several":                      {[][]byte{whole(frames.Text, "a"), whole(frames.Ping, "p"), whole(frames.Binary, "b")}, []string{"1 a 1", "9 p 1", "2 b 1"}, io.ErrUnexpectedEOF},
		"of 125, 126 and 512 bytes":    {[][]byte{whole(frames.Text, long[:125]), whole(frames.Text, long[:126]), whole(frames.Text, long[:512])}, []string{"1 long long long long  125", "1 long long long long  126", "1 long long long long  512"}, io.ErrUnexpectedEOF},
		"a long one, then another":     {[][]byte{whole(frames.Text, long), whole(frames.Text, "next")}, []string{"1 long long long long  25000", "1 next 4"}, io.ErrUnexpectedEOF},
		"fragments":                    {[][]byte{part(frames.Text, "one ", notFinal, 0), part(frames.Continuation, "two ", notFinal, 0), whole(frames.Continuation, "three")}, []string{"1 one two three 13"}, io.ErrUnexpectedEOF},
		"a ping amid fragments":        {[][]byte{part(frames.Text, "one ", notFinal, 0), whole(frames.Ping, "p"), whole(frames.Continuation, "two")}, []string{"9 p 1", "1 one two 7"}, io.ErrUnexpectedEOF},
		"after fragments, one message": {[][]byte{part(frames.Text, "1", notFinal, 0), whole(frames.Continuation, "2"), whole(frames.Text, "3")}, []string{"1 12 2", "1 3 1"}, io.ErrUnexpectedEOF},
		"at the limit":                 {[][]byte{whole(frames.Text, strings.Repeat("x", limit))}, []string{"1 xxxxxxxxxxxxxxxxxxxx 65536"}, io.ErrUnexpectedEOF},
		"beyond it":                    {[][]byte{whole(frames.Text, strings.Repeat("x", limit+1))}, nil, frames.ErrTooLarge},
		"beyond it in fragments":       {[][]byte{part(frames.Text, strings.Repeat("x", limit), notFinal, 0), whole(frames.Continuation, "x")}, nil, frames.ErrTooLarge},
		"a promise beyond all limits":  {[][]byte{{0x81, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 2, 3, 4}}, nil, frames.ErrProtocol},
		"not masked":                   {[][]byte{part(frames.Text, "x", 0, masked)}, nil, frames.ErrProtocol},
		"reserved bits":                {[][]byte{part(frames.Text, "x", 0x40, 0)}, nil, frames.ErrProtocol},
		"an unknown op":                {[][]byte{part(frames.Text, "x", 0x02, 0)}, nil, frames.ErrProtocol},
		"a fragmented ping":            {[][]byte{part(frames.Ping, "x", notFinal, 0)}, nil, frames.ErrProtocol},
		"a long ping":                  {[][]byte{whole(frames.Ping, long[:126])}, nil, frames.ErrProtocol},
		"a continuation of nothing":    {[][]byte{whole(frames.Continuation, "x")}, nil, frames.ErrProtocol},
		"a message within a message":   {[][]byte{part(frames.Text, "x", notFinal, 0), whole(frames.Text, "y")}, nil, frames.ErrProtocol},
		"fragments without end":        {[][]byte{part(frames.Text, "x", notFinal, 0), bytes.Repeat(part(frames.Continuation, "", notFinal, 0), 100)}, nil, frames.ErrProtocol},
	} {
		t.Run(name, func(t *testing.T) {
			sent := bytes.Join(c.sent, nil)
			for how, conn := range map[string]io.Reader{"at once": bytes.NewReader(sent), "a byte at a time": iotest.OneByteReader(bytes.NewReader(sent)), "with the error": iotest.DataErrReader(bytes.NewReader(sent))} {
				got, err := readAll(conn, nil)
				if fmt.Sprint(got) != fmt.Sprint(c.want) || !errors.Is(err, c.err) {
					t.Errorf("%s: %q, %v; want %q, %v", how, got, err, c.want, c.err)
				}
			}
			if got, err := readAll(strings.NewReader(""), sent); fmt.Sprint(got) != fmt.Sprint(c.want) || !errors.Is(err, c.err) {
				t.Errorf("sent early: %q, %v", got, err)
			}
		})
	}
}

// What a head promises costs nothing before it comes: a slow writer has the memory of what it wrote.
func TestAPromiseCostsNoMemory(t *testing.T) {
	head := frames.AppendMasked(nil, frames.Text, key, make([]byte, limit))[:20]
	grown := testing.AllocsPerRun(10, func() { _, _ = readAll(bytes.NewReader(head), nil) })
	if grown > 20 {
		t.Errorf("%v allocations", grown)
	}
	size := testing.Benchmark(func(b *testing.B) {
		for b.Loop() {
			_, _ = readAll(bytes.NewReader(head), nil)
		}
	}).AllocedBytesPerOp()
	if size > 8<<10 {
		t.Errorf("%d bytes for a frame of which 6 came", size)
	}
}

func TestDrainEndsWithThePeersLastWord(t *testing.T) {
	sent := bytes.Join([][]byte{whole(frames.Text, strings.Repeat("x", 3000)), whole(frames.Text, "y"), whole(frames.Close, "\x03\xe8"), []byte("after")}, nil)
	conn := bytes.NewReader(sent)
	r := frames.NewReader(iotest.OneByteReader(conn), nil, 100, &frames.Buffers{})
	if _, _, err := r.Next(); !errors.Is(err, frames.ErrTooLarge) {
		t.Fatal(err)
	}
	r.Drain(1 << 20)
	if conn.Len() != len("after") {
		t.Errorf("%d bytes left", conn.Len())
	}
	endless := &io.LimitedReader{R: neverending{}, N: 1 << 30}
	frames.NewReader(endless, nil, 100, &frames.Buffers{}).Drain(1 << 20)
	if read := 1<<30 - endless.N; read > 1<<20+1024 {
		t.Errorf("%d bytes were read of a flood", read)
	}
}

type neverending struct{}

func (neverending) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// FuzzReader: whatever comes, and however it is divided, the same is made of it, and it ends.
func FuzzReader(f *testing.F) {
	f.Add(whole(frames.Text, "hello"), uint8(1))
	f.Add(bytes.Join([][]byte{part(frames.Text, "one", notFinal, 0), whole(frames.Ping, ""), whole(frames.Continuation, strings.Repeat("two", 500)), whole(frames.Close, "")}, nil), uint8(7))
	f.Add([]byte{0x81, 0xfe, 0xff}, uint8(0))
	f.Fuzz(func(t *testing.T, sent []byte, early uint8) {
		want, wrong := readAll(bytes.NewReader(sent), nil)
		n := min(int(early), len(sent))
		got, err := readAll(iotest.OneByteReader(bytes.NewReader(sent[n:])), sent[:n])
		if fmt.Sprint(got) != fmt.Sprint(want) || !errors.Is(err, wrong) {
			t.Fatalf("%x: %q, %v at once, and %q, %v in pieces", sent, want, wrong, got, err)
		}
		frames.NewReader(bytes.NewReader(sent), nil, limit, &frames.Buffers{}).Drain(len(sent) + 1)
	})
}
