// Package turn is Tandem's STUN and TURN server (RFC 8489, RFC 8656). It tells browsers their public address and relays
// the encrypted traffic of those that cannot reach each other. It knows nothing of the rest of Tandem and sees nothing
// but ciphertext.
//
// # From the outside
//
//	Listen ──▶ New ──▶ Server ─┬─ Credentials(session, side): what a browser needs to allocate, for ten minutes
//	                           ├─ Endpoints, ICEURLs:         where it finds us
//	                           ├─ EndSession(session):        its relays stop at once, its credentials are refused
//	                           ├─ SetPeers(policy):           whom relays may reach; applies to live ones, too
//	                           └─ Drain, Close:               let those who are there finish; end everything
//	NewSplitter: one TLS port for HTTPS and TURN. DetectExternal: the address behind a NAT. probe: does it all work?
//
// # Inside
//
// There are two planes. The control plane is pion/turn's: the timers of allocations, permissions and channels. The data
// plane is ours. Before both stands a front that answers or drops whatever is malformed, foreign or forbidden, so that
// neither has to be trusted with a stranger's bytes.
//
//		                    ┌──────────────────────────────────────────────────────────┐
//		  UDP sockets ──┐   │ fromClient                                               │
//		  (one engine)  ├──▶│   ChannelData, Send ──▶ toPeer ──┬─▶ relay port ─────────┼──▶ peer
//		  TCP, TLS    ──┘   │                                  └─▶ hairpin ─▶ deliver ─┼──▶ another client of ours
//		  (streams)         │   everything else ──▶ fromStranger                       │
//		                    │       Binding: answered          relay port ─▶ fromPeer ─┼──▶ client
//		                    │       TURN: authenticate, judge, ──▶ control (pion)      │
//		                    └────────────────────────────────────────────│─────────────┘
//		                         allocation.peers ◀── events ────────────┘
//
//	  - A packet that belongs to an allocation reads allocation.peers, an immutable snapshot, and takes no lock of the
//	    allocation's. What pion grants or withdraws replaces the snapshot: an expired permission passes no packet.
//	  - Every peer address passes rules.check, whichever request brings it. A permission for one of our own relay
//	    addresses lets packets pass from allocation to allocation in memory, and to nothing else on this machine.
//	  - engine is the way datagrams are read and written: batchEngine on Linux (a loop for each listening socket,
//	    recvmmsg, sendmmsg), portableEngine elsewhere. One test suite holds them equal.
//	  - Goroutines: one for each UDP socket, two for each TCP or TLS connection, one for each endpoint's queue of requests,
//	    and pion's one for each allocation, which sleeps. Close waits for ours.
//	  - An Allocate for both address families makes two allocations of pion's and of the data plane's, each the other's
//	    sibling: a client has one of them by its 5-tuple, and the family of the peer decides which one serves.
//
// Not offered: relays to TCP peers (RFC 6062), DONT-FRAGMENT, and packets of more than 2,048 bytes. WebRTC needs none of
// them.
package turn
