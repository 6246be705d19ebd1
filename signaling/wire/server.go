package wire

// StateChanged is sent on every attach or hello and at every change.
type StateChanged struct {
	Session string `json:"session"`
	State   State  `json:"state"`
	Reason  Reason `json:"reason,omitempty"`
	// AgentName and SiteName are what the question to the customer names.
	AgentName string `json:"agent_name"`
	SiteName  string `json:"site_name"`
	// Ask tells the customer's page whether to put the question (true) or to consent by itself as the site's administrator decided.
	Ask bool `json:"ask"`
	// Assets is what the site's administrator decided about assets; left out, it is AssetsNeeded.
	Assets Assets `json:"assets,omitempty"`
	// Grants is what the customer allows now.
	Grants []Grant `json:"grants"`
	// AgentHere and CustomerHere say whether that side has a socket open.
	AgentHere    bool `json:"agent_here"`
	CustomerHere bool `json:"customer_here"`
	// ExpiresInMS is the code's remaining life while issued, in milliseconds as seen by the server; no clock has to agree with another.
	ExpiresInMS int64 `json:"expires_in_ms,omitempty"`
	// RunningMS is how long ago the page was first live, in milliseconds as seen by the server; left out before.
	RunningMS int64 `json:"running_ms,omitempty"`
	// AwayTitle is where the site says the customer is, while they are expected back (ExpectReturn).
	AwayTitle string `json:"away_title,omitempty"`
}

// ICEServers are the STUN and TURN servers for one side's next attempts.
type ICEServers struct {
	Session string      `json:"session"`
	Servers []ICEServer `json:"servers"`
	// RelayOnly asks for iceTransportPolicy "relay".
	RelayOnly bool `json:"relay_only"`
	// LifetimeMS is how long the credentials can be used to begin an allocation.
	LifetimeMS int64 `json:"lifetime_ms"`
}

// ICEServer is one RTCIceServer.
type ICEServer struct {
	URLs       []string `json:"urls"`
	Username   string   `json:"username,omitempty"`
	Credential string   `json:"credential,omitempty"`
}

// OfferReady hands the agent's offer to the customer.
type OfferReady struct {
	Session string `json:"session"`
	Attempt string `json:"attempt"`
	SDP     string `json:"sdp"`
	// Candidates that came after the description.
	Candidates []CandidateInit `json:"candidates"`
	ICE        ICEServers      `json:"ice"`
}

// CandidateInit is one RTCIceCandidateInit.
type CandidateInit struct {
	Candidate string `json:"candidate"`
	SDPMid    string `json:"sdp_mid"`
}

// Taken tells the agent that its spare offer went to the customer: keep that connection, get the next spare ready once it is up.
type Taken struct {
	Session string `json:"session"`
	Attempt string `json:"attempt"`
}

// OfferWanted asks the agent for a new offer: the customer waits and there is no spare.
type OfferWanted struct {
	Session string `json:"session"`
}

// AnswerReady hands the customer's answer to the agent.
type AnswerReady struct {
	Session string `json:"session"`
	Attempt string `json:"attempt"`
	SDP     string `json:"sdp"`
}

// CandidateReady hands one candidate to the other side.
type CandidateReady struct {
	Session   string `json:"session"`
	Attempt   string `json:"attempt"`
	Candidate string `json:"candidate"`
	SDPMid    string `json:"sdp_mid"`
}

// Said is one chat message as it stands in the log. Its author gets it too: with the id they made it is the acknowledgement.
type Said struct {
	Session string `json:"session"`
	Seq     uint64 `json:"seq"`
	ID      string `json:"id"`
	From    Party  `json:"from"`
	Name    string `json:"name"`
	Text    string `json:"text"`
	// Page is the address of a page that Text is the label of; the customer's click opens it in a window of its own.
	Page string `json:"page,omitempty"`
	// At is RFC 3339 with milliseconds, UTC.
	At string `json:"at"`
}

// Fault is a refusal that leaves the socket open. Code is stable, Message is for people, Ref is the id of the chat message or attempt concerned.
type Fault struct {
	Session string    `json:"session,omitempty"`
	Code    FaultCode `json:"code"`
	Message string    `json:"message"`
	Ref     string    `json:"ref,omitempty"`
}

// FaultCode names a Fault for programs.
type FaultCode string

// The faults.
const (
	// FaultUnknownSession: no such session, or not one of this agent's.
	FaultUnknownSession FaultCode = "unknown_session"
	// FaultWrongState: the session's state does not allow this now, for example an answer to an attempt that was replaced.
	FaultWrongState FaultCode = "wrong_state"
	// FaultBadText: the chat message is empty, too long or has control characters.
	FaultBadText FaultCode = "bad_text"
	// FaultPageNotListed: the page is not on the list of the session's site.
	FaultPageNotListed FaultCode = "page_not_listed"
	// FaultTooFast: slow down; the message was not taken.
	FaultTooFast FaultCode = "too_fast"
	// FaultStorage: the server cannot write just now; the message was not kept. Try again.
	FaultStorage FaultCode = "storage"
	// FaultUnknownConversation: no such conversation, or none that this person may see.
	FaultUnknownConversation FaultCode = "unknown_conversation"
	// FaultNoRight: an administrator has not given this right.
	FaultNoRight FaultCode = "no_right"
	// FaultNobody: nobody of the group is there or has that right; leave a message instead.
	FaultNobody FaultCode = "nobody"
	// FaultBadField: a field is out of its limits; Ref is the id of the message.
	FaultBadField FaultCode = "bad_field"
)

// Bye announces that the server goes down. Come back after RetryMS, which differs from client to client so that they do not all come at once.
type Bye struct {
	RetryMS int64 `json:"retry_ms"`
}

// Pong answers Ping.
type Pong struct {
	N uint32 `json:"n"`
}
