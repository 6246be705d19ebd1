// Package bolt keeps everything in one file on the local disk: the store engine of a single Tandem server, on bbolt.
//
//	 callers          writer (one goroutine)                 file
//	─────────        ────────────────────────        ────────────────────────
//	 Create ──op──►│                                │
//	 Append ──op──►│ take all that wait ──one tx──► │ write pages, fdatasync,
//	 Update ──op──►│ (at most maxBatch)             │ write meta, fdatasync
//	        ◄─err──│ announce to watchers ◄─────────│
//
// Group commit: while one transaction is on its way to the disk the next one gathers, so that a lone writer waits for one commit
// and a thousand writers share one; nobody waits for a timer. Readers use bbolt's snapshots and never wait for the writer.
//
// What is in the file:
//
//	tandem      "schema" → the version of what the other buckets hold, in decimal
//	b/<bucket>  key → format, revision, expiry, value                     (entry.go)
//	l/<log>     stream 0 'r' seq → format, time, id, body; stream 0 'i' id → seq   (record.go)
//	ttl         expiry, bucket 0 key → nothing: what the sweeper looks at  (expiry.go)
//
// An entry whose time has passed is absent from the very moment, since every transaction compares its expiry with the clock; the sweeper
// only gives the room back. Watches and the bus live in this process alone: the file is locked, there is no other.
//
// The store owns its goroutines: the writer, the sweeper, one for each watch. Close waits for them all.
//
// A write that cannot be made (full disk, limit, input/output error) fails the whole transaction and nothing of it is kept; the store goes on
// and the next write may succeed.
package bolt
