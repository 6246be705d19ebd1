// Package chat keeps what people write to each other: one log for each conversation, in one order for everybody.
//
//	 agent, customer                 Service                       store.Log "chat"
//	─────────────────               ─────────                     ──────────────────
//	 Append(id, text) ──checked──►  encode ──────────────────────► on disk
//	        ◄── Message with Seq, At ◄──────────────────────────── (the same id: the first one again)
//	 Watch, then Read(after) ◄───────────────────────────────────  everything, once, in order
//
// An author makes a message's id before sending it the first time. Sending it again, after a reconnect or because no answer came, gives the same
// message back; ids of different parties cannot collide. What Append has returned survives a kill -9.
//
// Besides messages a conversation has events, which the server notes: that it began, that it ended and why. Transcripts, notes and
// retention build on the same log; a conversation's id is that of its session.
//
// A watch owns one goroutine; Close waits for them.
package chat
