package frames

import "sync"

const (
	// lent is the size of a new buffer, in bytes, and kept that of the largest that is kept: a message of the largest size that Tandem takes.
	lent = 2 << 10
	kept = 64 << 10
)

// Buffers are lent to what comes in or goes out, for as long as it does.
type Buffers struct {
	pool sync.Pool
	// holders are those that pool has handed out: one made at every Put would be garbage at every message.
	holders sync.Pool
}

// Get lends an empty one.
func (b *Buffers) Get() []byte {
	if holder, ok := b.pool.Get().(*[]byte); ok {
		buf := (*holder)[:0]
		*holder = nil
		b.holders.Put(holder)
		return buf
	}
	return make([]byte, 0, lent)
}

// Put takes one back that nobody looks at any more.
func (b *Buffers) Put(buf []byte) {
	if cap(buf) > kept {
		return
	}
	holder, ok := b.holders.Get().(*[]byte)
	if !ok {
		holder = new([]byte)
	}
	*holder = buf
	b.pool.Put(holder)
}
