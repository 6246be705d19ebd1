// Package mail sends what people asked for by e-mail: transcripts, answers to messages that were left, links for a new password.
//
//	Queue(letter) ──► on disk ──► worker ──► SMTP server of the settings
//	                     ▲           │ refused for now, or not reached: again after 1, 2, 4 … minutes, for two days
//	                     └───────────┘ refused for good: dropped, and logged without the address
//
// A letter's id is its writer's: queueing it again sends it once. A letter whose sending was cut short by a crash is sent again, with the same Message-ID,
// by which mail programs show it once.
//
// The worker is one goroutine; Close waits for it.
package mail
