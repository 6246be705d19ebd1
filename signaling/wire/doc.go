// Package wire is every message that crosses one of Tandem's WebSockets, one Go struct each, and the only place where they are
// written down: the TypeScript in assets/src/shared/wire.gen.ts is generated from these types (go generate, then npm run generate).
//
//	 agent's console                       server                        customer's page
//	──────────────────                 ──────────────                 ───────────────────
//	 attach ───────────────────────────►│                              │  (code redeemed over HTTP: a token)
//	 offer (a spare, kept) ────────────►│◄──────────────────────── hello│
//	 ◄─────────────────────────── state │ state ───────────────────────►│
//	                                    │◄────────────── consent / refuse
//	 ◄──────────────────────────  taken │ offer ───────────────────────►│
//	 ◄────────────────────────── answer │◄─────────────────────── answer│
//	 candidate ◄───────────────────────►│◄───────────────────► candidate│
//	 link ─────────────────────────────►│◄───────────────────────── link│
//	                     …the page travels between the browsers…
//	 chat, stop ───────────────────────►│◄─────────────────── chat, stop│
//
// Every message is one JSON object in one text frame with a "type". A frame that is not, or that has an unknown type, an unknown
// or missing field, or a value out of its limits, closes the socket with CloseBadMessage; one over MaxFrame with
// CloseTooLarge. Decode and Encode are the only doors. docs/protocol.md says the same in prose.
package wire

//go:generate go run ./gen
