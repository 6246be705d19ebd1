// Package load plays a crowd against a server, to measure it: customers who wait, pairings, pairs who exchange words through the server (talk.go), and live sessions whose
// two peers do so past it or through its relay (live.go).
//
//	crowd (run.go) ──opens──► lines (tandem.go, peerjs.go) ──sockets──► the server under test ◄──┐
//	      │                                                                  │                   │ relayed
//	      ├──────────opens──► peers (peer.go) ◄──a data channel, directly────│───► peers ◄───────┘
//	      │                                                                  │
//	      └── delays, rates (report.go)          its memory and time ◄── /proc (process.go)
//
// It is for servers of one's own: anything but loopback is refused unless that is asked for, and a run is bounded in people and in time.
// `tandem load` is its command; scripts/bench signaling runs it against Tandem and against the PeerJS server in turn.
package load
