package frames

import "sync"

const (
	// lent is the size of a new buffer, in bytes, and kept that of the largest that is kept: a message of the largest size that Tandem takes.
	lent = 2 << 10
	kept = 64 << 10
)

// Buffers are lent to what comes in or goes out, for as long as it does.
type Buffers struct{ pool sync.Pool }

// Get lends an empty one.
func (b *Buffers) Get() []byte {
	if had, ok := b.pool.Get().(*[]byte); ok {
		return (*had)[:0]
	}
	return make([]byte, 0, lent)
}

// Put takes one back that nobody looks at any more.
func (b *Buffers) Put(buf []byte) {
	if cap(buf) <= kept {
		b.pool.Put(&buf)
	}
}
