// Command turnbench measures Tandem's TURN server and coturn side by side, in one run, under one load:
//
//	core 0   the server, a process of its own: Tandem's (this program as `turnbench serve`) or coturn's turnserver
//	core 1   the load: this program, one busy thread that sends what is due and reads what has come
//
// A row of the table is a direction (client to peer, peer to client, relay to relay), a framing (channel, indication), a
// number of clients and a rate (60,000 packets/s of 1,000 bytes, or as fast as it goes). For each it says how much
// processor time of the server a relayed packet took, how many were relayed, how many were lost, and how long they took.
// Times of the server are the kernel's account of its process; nothing is estimated.
//
//	scripts/bench turn
package main
