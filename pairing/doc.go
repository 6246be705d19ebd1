// Package pairing issues the one-time codes and links that bring an agent and a customer together, and keeps the one record of
// each co-browse from its code to its end.
//
//	 agent, or a program         Service                          customer's page
//	─────────────────────       ─────────                        ─────────────────
//	 Issue ───────────────────► issued   ◄──── six digits find it, nine redeem it
//	   code 482 913 207           │                      Redeem ──► token of this tab
//	   link (Claim: once)         ▼
//	 Withdraw ─► withdrawn      redeemed ─► asking ─► connecting ─► live ⇄ interrupted ─► ended
//	 lifetime ─► expired                    (Move: package signaling; Consent: the customer's levels)
//
// Every step is one compare-and-set on the record, so that it happens once on any number of nodes and whatever races: fifty customers with the same
// code, a withdrawal against a redemption, an expiry against both. The table of steps is in state.go.
//
// What is in the store:
//
//	pairings          id → the record (record.go)
//	pairing.locators  six digits → id, for the code's life and Quarantine after it: they are not given out again meanwhile
//	pairing.due       time and id: which codes expire next
//	pairing.agents    agent, time and id: whose pairing it is
//
// The record alone decides. The other three are ways to find it, are written before it, and may be left over by a crash: a locator goes by
// itself, the others are skipped and swept.
//
// Guessing is made hopeless in guard.go: see docs/security.md for the arithmetic.
//
// The service owns one goroutine, which lets codes expire, and one for each Watch; Close waits for them.
package pairing
