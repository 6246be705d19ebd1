// Package store is the contract between Tandem and whatever keeps its data: small buckets with compare-and-set, append-only
// logs, and a bus.
//
//	pairing, desk ──► Bucket   one value a key, revisioned; a decision that may fall only once is a Create or an Update
//	chat          ──► Log      durable before Append returns; the same message id is the same record
//	signaling     ──► Bus      at most once, between nodes
//
// Engines live in their own packages (store/bolt: one file, the default) and must pass the suite in store/storetest.
// Exactly-once decisions are the result of one compare-and-set, never of a read that is followed by a write.
package store
