// Package signaling brings one agent's console and one customer's page together: it passes the descriptions and candidates from which
// their browsers make a direct connection, says who is there and what state the co-browse is in, and carries the chat.
//
//	HTTP upgrade (package web)                                          HTTP (package web)
//	ServeAgent, ServeCustomer                                           Resume, Answer, End, Changed
//	      │                                                                   │
//	      ▼                                                                   │
//	┌───────────┐  actions   ┌───────────────────────────────┐    actions     │
//	│ socket    │───────────►│ session: one turn, one record │◄───────────────┘
//	│  reader   │            │  spare offer, current attempt │
//	│  queue ◄──┼────────────│  agents' sockets, customer's  │────► Records, Chat, Relay (interfaces, see config.go)
//	└───────────┘  frames    └───────────────────────────────┘
//
// Who owns what:
//
//   - Whoever has a session's turn owns everything about one co-browse (session.go). A session lives from the first contact until it is over or
//     the hub closes: its timer keeps the clock, in a turn like any other.
//   - A socket's reader goroutine owns what the peer said so far (agent.go, customer.go). Frames to the peer are written at once where the operating system has
//     room; else they go through a bounded queue with a writer that lives only while there is something to write (queue.go). Bytes become frames in package frames.
//   - Readers have their work done by hands (hands.go), and everybody's signs of life are felt by one pulse (pulse.go), so that an idle connection
//     costs one small goroutine and half a KiB of buffer.
//   - The hub (hub.go) owns the list of both, and waits for every goroutine in Close.
//
// What outlives the process is kept by others: the state by Records, the chat by Chat. After a restart both sides come back, say
// which connection they still have (`link`), and go on.
//
// The rules by which the spare offer is handed over are in attempt.go; docs/protocol.md tells the whole story in prose. Descriptions are
// never looked into: to the hub they are opaque text of limited size.
package signaling
