// Command tandem is the whole server in one program.
//
//	main ──► run(ctx, invocation) ──► kong: which command ──► settings: flags > TANDEM_* > tandem.yml > defaults
//	                                                             │        doctor, turn, backup: ask the running server (control.go)
//	   serve (default) ── open the data file ── wire ── listen ──┤        site, staff, token: one call of the desk
//	                                                             │
//	   store/bolt ◄── pairing, chat, desk ◄── adapters ──► signaling.Hub ◄── web.Server ◄── HTTP, WebSocket
//	                                          adapters ──► turn.Server                ◄── UDP, TCP, TLS
//
// Nothing below run exits the process, and every goroutine that serve starts is waited for before it returns. The packages know each other
// only through small interfaces; what implements them for somebody else stands in the files adapt_*.go.
package main
