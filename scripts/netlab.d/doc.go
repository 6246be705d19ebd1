// Netlab is a small internet on one machine, with bad weather on request: the browser tests of reliability run in it.
//
// Three network namespaces, each with one TUN device that is named eth0, and this program between them. It carries packets from device
// to device, through a translator and two wires for each of the two people:
//
//	customer 10.1.0.2 ── NAT 203.0.113.1 ── up/down wire ──┐
//	                                                       ├── routes by address
//	agent    10.2.0.2 ── NAT 203.0.113.2 ── up/down wire ──┤
//	                                                       │
//	server   198.51.100.10 (HTTPS), .11 (STUN and TURN) ───┘
//
// A wire (wire.go) has a rate with a bounded queue, delay, jitter, loss, reordering and duplication. A translator (nat.go) is a full cone, restricted,
// port-restricted or symmetric NAT in the words of RFC 3489 §5, or a firewall that lets no UDP pass, or nothing but TCP to port 443. All can be
// changed while packets fly, and a side can lose its network for a while or be given new addresses, by JSON lines on a unix socket (control.go). What passes a side's
// device can be logged, with what each packet carries (passages.go).
//
// The server's namespace has a TLS front on 198.51.100.10:443 (front.go), since pages need a secure context, and a port of
// this program's own loopback can be forwarded to a port of a namespace's loopback (forward.go), which is how a test talks to a browser there.
//
// Nothing has a name outside of this process: the namespaces are held by file descriptors, and the kernel takes them, the devices and the
// routes away when the process is gone. The network of the machine is never touched. The program ends with its standard input.
//
// With -six there is IPv6 alone, and firewalls that let in answers in the place of the translators (firewall.go). Not carried: ICMP, and all but the first of a
// packet's fragments. A packet that cannot be delivered is dropped in silence, as firewalls do.
package main
