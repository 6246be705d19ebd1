// Package load plays a crowd against a server, to measure it: customers who wait, pairings, and pairs who exchange messages through the server.
//
//	crowd (run.go) ──opens──► lines (tandem.go, peerjs.go) ──sockets──► the server under test
//	      │                                                                  │
//	      └── delays, rates (report.go)          its memory and time ◄── /proc (process.go)
//
// It is for servers of one's own: anything but loopback is refused unless that is asked for, and a run is bounded in people and in time.
// `tandem load` is its command; scripts/bench signaling runs it against Tandem and against the PeerJS server in turn.
package load
