package wire

// State is where a co-browse stands. The table of allowed steps is in package pairing.
type State string

// The states, in the order in which a session meets them. The last four are final but for Refused, after which the agent may ask again.
const (
	// Issued: there is a code; nobody has used it yet.
	StateIssued State = "issued"
	// Redeemed: the customer gave the right code; their page is not yet on its socket.
	StateRedeemed State = "redeemed"
	// Asking: the customer sees the question.
	StateAsking State = "asking"
	// Connecting: the customer said yes; the browsers look for a path to each other.
	StateConnecting State = "connecting"
	// Live: the agent sees the page.
	StateLive State = "live"
	// Interrupted: consent stands, but there is no path just now (next page, lost network, reload of the console).
	StateInterrupted State = "interrupted"
	// Refused: the customer said no. The agent may ask again.
	StateRefused State = "refused"
	// Ended: somebody stopped it, or it was interrupted for too long; the reason says which.
	StateEnded State = "ended"
	// Expired: nobody used the code in time.
	StateExpired State = "expired"
	// Withdrawn: the agent took the code back before it was used.
	StateWithdrawn State = "withdrawn"
)

// Final reports whether no step leads on from s.
func (s State) Final() bool {
	return s == StateEnded || s == StateExpired || s == StateWithdrawn
}

// Reason says why a session is in its state, for the words that both sides read.
type Reason string

// The reasons. ReasonNone goes with every state that explains itself.
const (
	ReasonNone Reason = ""
	// ReasonAgentStopped and ReasonCustomerStopped: that side's Stop button.
	ReasonAgentStopped    Reason = "agent_stopped"
	ReasonCustomerStopped Reason = "customer_stopped"
	// ReasonNavigating: the customer's page went away and the next one is expected at once.
	ReasonNavigating Reason = "navigating"
	// ReasonOutside: the customer went to a page outside the site; they may come back.
	ReasonOutside Reason = "outside"
	// ReasonExpected: the customer is elsewhere, and the site expects them back.
	ReasonExpected Reason = "expected"
	// ReasonCustomerGone and ReasonAgentGone: that side's page was closed or lost its network.
	ReasonCustomerGone Reason = "customer_gone"
	ReasonAgentGone    Reason = "agent_gone"
	// ReasonLinkLost: both sides are there, the path between the browsers is not.
	ReasonLinkLost Reason = "link_lost"
	// ReasonTimedOut: interrupted for longer than the server waits.
	ReasonTimedOut Reason = "timed_out"
	// ReasonGuessed: too many wrong guesses at this very code.
	ReasonGuessed Reason = "guessed"
	// ReasonAdmin: an administrator ended it.
	ReasonAdmin Reason = "admin"
)

// Assets says which pictures, fonts and style sheets the customer's browser sends to the agent's.
type Assets string

// The choices of a site.
const (
	// AssetsNeeded: what the agent's browser cannot load itself.
	AssetsNeeded Assets = "needed"
	// AssetsAll: everything; the agent's browser asks the site for nothing.
	AssetsAll Assets = "all"
	// AssetsNone: nothing.
	AssetsNone Assets = "none"
)

// Grant is one thing that the customer allows the agent to do.
type Grant string

// The grants, weakest first.
const (
	GrantView     Grant = "view"
	GrantPoint    Grant = "point"
	GrantScroll   Grant = "scroll"
	GrantFill     Grant = "fill"
	GrantClick    Grant = "click"
	GrantNavigate Grant = "navigate"
)

// Grants lists every grant, weakest first.
func Grants() []Grant {
	return []Grant{GrantView, GrantPoint, GrantScroll, GrantFill, GrantClick, GrantNavigate}
}

// Party is who did or said something.
type Party string

// The parties. System speaks for the server, for example when a session begins or ends.
const (
	PartyAgent    Party = "agent"
	PartyCustomer Party = "customer"
	PartySystem   Party = "system"
)

// Path is how two browsers reach each other.
type Path string

// The paths that a browser reports once a link is up.
const (
	PathDirect Path = "direct"
	PathRelay  Path = "relay"
)

// Destination is where a page goes that goes away.
type Destination string

// The destinations that a page can tell.
const (
	DestinationInside  Destination = "inside"
	DestinationOutside Destination = "outside"
)

// Subprotocol is what both sides name in the WebSocket handshake. A change that old pages could not follow takes a new one.
const Subprotocol = "tandem.v1"

// Close codes of Tandem's WebSockets (RFC 6455 §7.4.2 leaves 4000–4999 to applications). Numbers echo the HTTP status that says the same.
const (
	// CloseBadMessage: not JSON, unknown type or field, or a value out of its limits.
	CloseBadMessage = 4400
	// CloseUnauthorized: no or a wrong token, or not signed in any more. Do not reconnect with the same one.
	CloseUnauthorized = 4401
	// CloseHelloTimeout: no hello within ten seconds.
	CloseHelloTimeout = 4408
	// CloseSuperseded: another tab took the customer's session over, or an agent's window has another socket.
	CloseSuperseded = 4409
	// CloseEnded: the session is over; the state message before it says why.
	CloseEnded = 4410
	// CloseTooLarge: a frame over MaxFrame.
	CloseTooLarge = 4413
	// CloseTooMany: messages faster than the limit, or too many sockets for one session.
	CloseTooMany = 4429
	// CloseSlow: the peer does not read; its queue was full.
	CloseSlow = 4430
	// CloseInternal: the server cannot read or write what it keeps just now. Come back.
	CloseInternal = 1011
	// CloseRestart: the server is going down; come back after the delay given in bye.
	CloseRestart = 1012
)

// Limits of what a peer may send. Each is tested at the limit and one beyond.
const (
	// MaxFrame in bytes: an SDP of MaxSDP escaped as JSON, with room to spare.
	MaxFrame = 64 << 10
	// MaxSDP in bytes. A data-channel description with forty candidates is below 8 KiB; browsers' largest seen is 12 KiB.
	MaxSDP = 32 << 10
	// MaxCandidate in bytes; RFC 8839 lines are below 300.
	MaxCandidate = 2 << 10
	// MaxCandidates kept for one attempt before its offer is taken.
	MaxCandidates = 64
	// MaxSentPage in bytes of the address of a page that an agent sends.
	MaxSentPage = 2048
	// MaxText in characters of one chat message.
	MaxText = 4000
	// MaxAwayTitle in characters of the place where a customer is expected back from.
	MaxAwayTitle = 120
	// MaxAwayMinutes is how long a site may expect a customer back.
	MaxAwayMinutes = 60
	// MaxID in bytes of ids made by a browser (chat messages, attempts).
	MaxID = 64
	// MaxChatReplay is how many chat messages one attach or hello brings back at most, the newest ones.
	MaxChatReplay = 500
)
