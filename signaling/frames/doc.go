// Package frames is the server's half of the WebSocket protocol (RFC 6455), as far as Tandem speaks it: the handshake, whole messages in,
// frames out. There are no extensions; compression breaks in Safari and would cost every connection a window of its own.
//
//	request ──► Upgrade ──► connection
//	                            │
//	         Reader.Next ◄──────┴──────► Append, AppendClose
//	   one message or control frame      bytes for the connection, as many frames at once as are waiting
//
// What it is for is the crowd: a connection that waits for its peer costs one Reader of half a KiB and what the operating system takes. Everything else is
// lent while something comes in or goes out. Goroutines, time limits and the closing handshake are the caller's (package signaling).
package frames
