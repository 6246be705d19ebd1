package wire

// Hello is the customer's first message: who they are (the token that redeeming the code gave) and what they have of the chat.
type Hello struct {
	Session string `json:"session"`
	Token   string `json:"token"`
	// ChatAfter is the sequence number of the last chat message this page has; 0 for none.
	ChatAfter uint64 `json:"chat_after"`
}

// Consent is the customer's yes, or a change of what they allow while it runs. View is always part of it.
type Consent struct {
	Grants []Grant `json:"grants"`
}

// Refuse is the customer's no.
type Refuse struct{}

// Attach makes the agent's socket follow one session. The server answers with state, ice and the chat after ChatAfter.
type Attach struct {
	Session   string `json:"session"`
	ChatAfter uint64 `json:"chat_after"`
}

// Detach undoes Attach. The session goes on.
type Detach struct {
	Session string `json:"session"`
}

// Ask puts the question to the customer again after a refusal.
type Ask struct {
	Session string `json:"session"`
}

// Offer is the agent's session description for the next connection. The server keeps the newest (the spare) until the customer
// needs it: at consent, on the next page, or when the path was lost. Attempt names it in all that follows.
type Offer struct {
	Session string `json:"session"`
	Attempt string `json:"attempt"`
	SDP     string `json:"sdp"`
}

// Answer is the customer's description for the attempt.
type Answer struct {
	Attempt string `json:"attempt"`
	SDP     string `json:"sdp"`
}

// Candidate is one ICE candidate of an attempt (RFC 8838). An empty candidate says that there are no more.
// Session is required from agents and must be empty from customers, whose socket has only one.
type Candidate struct {
	Session   string `json:"session,omitempty"`
	Attempt   string `json:"attempt"`
	Candidate string `json:"candidate"`
	SDPMid    string `json:"sdp_mid"`
}

// Link reports that the path of an attempt came up or went away, as seen by the sender.
type Link struct {
	Session string `json:"session,omitempty"`
	Attempt string `json:"attempt"`
	Up      bool   `json:"up"`
	// Path is known when Up.
	Path Path `json:"path,omitempty"`
}

// ICERequest asks for fresh servers and credentials, which the next attempt needs: credentials live for ten minutes at most.
type ICERequest struct {
	Session string `json:"session,omitempty"`
}

// Say is one chat message on its way in. ID is made by the sender: sending it again after a reconnect is harmless.
type Say struct {
	Session string `json:"session,omitempty"`
	ID      string `json:"id"`
	Text    string `json:"text"`
	// Page is the address of a page from the site's list, which an agent sends for the customer to open (I11). Its label on the list takes Text's place.
	// Empty from customers.
	Page string `json:"page,omitempty"`
}

// Stop ends the co-browse at once. It is final.
type Stop struct {
	Session string `json:"session,omitempty"`
}

// Leaving is the customer's page on its way out (pagehide): the next page is expected.
type Leaving struct {
	// To is where the page said that it goes, as far as it knows; which page that is stays in the customer's browser.
	To Destination `json:"to,omitempty"`
}

// ExpectReturn is the site's word that the customer goes elsewhere for a while, for example to a payment provider, and will be back. It holds
// until the customer is back. Minutes 0 takes it back.
type ExpectReturn struct {
	// Title names the place to the agent, in the site's own words.
	Title   string `json:"title"`
	Minutes int    `json:"minutes"`
}

// Ping is answered by Pong with the same N; browsers cannot see the protocol's own pings.
type Ping struct {
	N uint32 `json:"n"`
}
