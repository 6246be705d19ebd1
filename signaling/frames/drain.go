package frames

import "io"

// Drain reads on after the last word has been said, heeding nothing, until the peer closes too, the connection ends, or some so many bytes have
// come. To close a connection while something is unread would reset it, and the last word would be lost with it.
func (r *Reader) Drain(atMost int) {
	for atMost > 0 && !r.broken {
		if r.left > 0 {
			if r.fill(1) != nil {
				return
			}
			took := min(r.left, r.to-r.from)
			r.from += took
			r.left -= took
			atMost -= took
			continue
		}
		op, _, err := r.head()
		if err == nil && op == Close {
			_, _ = r.whole() // what it says of itself
			return
		}
		if err != nil && !r.broken {
			return
		}
		atMost -= maxHead
	}
	if atMost > 0 {
		_, _ = io.CopyN(io.Discard, r.conn, int64(atMost)) // whatever ends it: the connection is closed next
	}
}
