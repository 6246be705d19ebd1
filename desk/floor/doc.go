// Package floor is the live side of the desk: who is on the sites, who is at work, who waits, who talks with whom.
//
//	visitors' pages            Floor (one loop)                         consoles
//	───────────────    ───────────────────────────────────            ────────────
//	pageSide ─ Take ─► visits   who is where                   ◄─ Take ─ deskSide
//	         ◄─ Send ─ people   duty, capacity, windows        ─ Send ─►
//	                   talks    the conversations that are open
//	                     │  step: one compare-and-set of the record, then told to all
//	                     │  route: package routing, until nobody free is left for anybody who waits
//	                     ▼
//	        store "desk.chats"   records        chat.Service   what was written: appended outside the loop,
//	              "desk.open"    not ended      ───────────►   comes back by the log's watch, in one order for everybody
//
// The loop owns all of it; sockets send it what to do (call) and are told by Send, which never blocks. What a conversation's state is, is what its
// record says: a step that the store did not take did not happen. So a floor that starts takes up the records that are open, and goes on.
//
// The table of steps is in docs/protocol.md. Who is given back stands at the head of the queue; who waits in a group with nobody on duty becomes a
// message for later; whose group is removed goes where it was said, whose agent is removed to the head of the queue.
//
// Nothing in here trusts a browser: what a person may see and do is asked of the directory at every message.
package floor
