// Package turn is Tandem's STUN and TURN server (RFC 8489, RFC 8656). It tells browsers their public address and relays
// the encrypted traffic of those that cannot reach each other. It knows nothing of the rest of Tandem and sees nothing
// but ciphertext.
//
//	customer's browser                  Server                        agent's browser
//	      │   Allocate (user, password) │                                   │
//	      ├────────────────────────────▶│ Issuer: is the credential ours,   │
//	      │        relayed address      │ fresh, its session alive?         │
//	      │◀────────────────────────────┤                                   │
//	      │   CreatePermission (peer)   │                                   │
//	      ├────────────────────────────▶│ PeerPolicy: is the peer public?   │
//	      │        ChannelData          │               UDP                 │
//	      ├────────────────────────────▶├──────────────────────────────────▶│
//
// Listen opens the sockets, New starts to serve, Server.Credentials makes what a browser needs, Server.EndSession takes
// it away again, Server.Close drains.
package turn
