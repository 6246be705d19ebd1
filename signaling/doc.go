// Package signaling brings one agent's console and one customer's page together: it passes the descriptions and candidates from which
// their browsers make a direct connection, says who is there and what state the co-browse is in, and carries the chat.
//
//	HTTP upgrade (package web)                                          HTTP (package web)
//	ServeAgent, ServeCustomer                                           Resume, Answer, End, Changed
//	      │                                                                   │
//	      ▼                                                                   │
//	┌───────────┐  actions   ┌───────────────────────────────┐    actions     │
//	│ socket    │───────────►│ session: one loop, one record │◄───────────────┘
//	│  reader   │            │  spare offer, current attempt │
//	│  queue ◄──┼────────────│  agents' sockets, customer's  │────► Records, Chat, Relay (interfaces, see config.go)
//	└───────────┘  frames    └───────────────────────────────┘
//
// Who owns what:
//
//   - A session's loop owns everything about one co-browse (session.go). Others send it functions; a send gives way when the loop is
//     gone. A loop starts at the first contact and lives until its session is over or the hub closes: it keeps the clock as well.
//   - A socket's reader goroutine owns what the peer said so far (agent.go, customer.go). Frames to the peer go through a bounded queue,
//     emptied by a goroutine that lives only while there is something to write (socket.go), so that an idle connection
//     costs one goroutine and two buffers of 1 KiB.
//   - The hub (hub.go) owns the list of both, and waits for every goroutine in Close.
//
// What outlives the process is kept by others: the state by Records, the chat by Chat. After a restart both sides come back, say
// which connection they still have (`link`), and go on.
//
// The rules by which the spare offer is handed over are in attempt.go; docs/protocol.md tells the whole story in prose. Descriptions are
// never looked into: to the hub they are opaque text of limited size.
package signaling
