package wire

// SetDuty is what the person in the console chose: whether they take visitors, and how many at once.
type SetDuty struct {
	State    Duty `json:"state"`
	Capacity int  `json:"capacity"`
}

// Alive tells that the person did something in the console within the last minute, for the automatic away.
type Alive struct{}

// Follow has the window show a conversation: its entries after After, and all that come.
type Follow struct {
	Conversation string `json:"conversation"`
	After        uint64 `json:"after"`
}

// Unfollow undoes Follow.
type Unfollow struct {
	Conversation string `json:"conversation"`
}

// Accept takes the conversation that was offered.
type Accept struct {
	Conversation string `json:"conversation"`
}

// Decline gives the offered conversation back; it is not offered to the same person again while it waits.
type Decline struct {
	Conversation string `json:"conversation"`
}

// Take picks a waiting or left conversation of one's groups by hand, or, for a supervisor, takes an active one over.
type Take struct {
	Conversation string `json:"conversation"`
}

// DeskSay is one message to the visitor, or to the colleague.
type DeskSay struct {
	Conversation string `json:"conversation"`
	ID           string `json:"id"`
	Text         string `json:"text"`
}

// WriteNote is a note that the visitor never sees.
type WriteNote struct {
	Conversation string `json:"conversation"`
	ID           string `json:"id"`
	Text         string `json:"text"`
}

// Whisper is a supervisor's word to the agent.
type Whisper struct {
	Conversation string `json:"conversation"`
	ID           string `json:"id"`
	Text         string `json:"text"`
}

// DeskTyping tells that this person types, or stopped.
type DeskTyping struct {
	Conversation string `json:"conversation"`
	On           bool   `json:"on"`
}

// DeskSeen moves this person's marks in a conversation.
type DeskSeen struct {
	Conversation string `json:"conversation"`
	Delivered    uint64 `json:"delivered"`
	Read         uint64 `json:"read"`
}

// Transfer hands a conversation on, to a person or to a group (one of them), with a note for them.
type Transfer struct {
	Conversation string `json:"conversation"`
	Person       string `json:"person,omitempty"`
	Group        string `json:"group,omitempty"`
	Note         string `json:"note,omitempty"`
}

// Park sets a conversation aside: it stays this person's and takes no capacity.
type Park struct {
	Conversation string `json:"conversation"`
	On           bool   `json:"on"`
}

// EndConversation ends a conversation; a message left is put away.
type EndConversation struct {
	Conversation string `json:"conversation"`
}

// StartCobrowse begins a co-browse with the conversation's visitor: no code is needed, the question goes to them. Answered by cobrowse.
type StartCobrowse struct {
	Conversation string `json:"conversation"`
}

// InviteVisitor asks somebody on the site to chat.
type InviteVisitor struct {
	Visit string `json:"visit"`
	Group string `json:"group"`
	Text  string `json:"text"`
}

// Direct opens the conversation with a colleague. Answered by conversation; follow it then.
type Direct struct {
	Person string `json:"person"`
}

// WatchVisitors has the list of visitors on the site sent, and kept up to date, until it is turned off.
type WatchVisitors struct {
	On bool `json:"on"`
}

// DeskSnapshot is the first message on the desk's socket, and comes again when groups, rights or colleagues change: it replaces all that was known.
type DeskSnapshot struct {
	Me            Colleague      `json:"me"`
	Rights        []Right        `json:"rights"`
	Groups        []DeskGroup    `json:"groups"`
	People        []Colleague    `json:"people"`
	Conversations []Conversation `json:"conversations"`
}

// DeskGroup is a group that this person belongs to, or may transfer to.
type DeskGroup struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	// Mine: this person belongs to it.
	Mine bool `json:"mine"`
	// Open by its hours.
	Open bool `json:"open"`
}

// Colleague is a member of the staff as others in a common group see them.
type Colleague struct {
	ID     string   `json:"id"`
	Name   string   `json:"name"`
	Groups []string `json:"groups"`
	State  Duty     `json:"state"`
	// Serves: may be given visitors.
	Serves   bool `json:"serves"`
	Load     int  `json:"load"`
	Capacity int  `json:"capacity"`
	// Here: has a window open, on duty or not.
	Here bool `json:"here,omitempty"`
}

// Conversation is one line of the inbox. Which list it belongs to follows from it: waiting (State), mine (Agent), my groups' (Group), all.
type Conversation struct {
	ID    string           `json:"id"`
	Kind  ConversationKind `json:"kind"`
	State ChatState        `json:"state"`
	// Reason for the state, for example why it is back in the queue.
	Reason ChatReason `json:"reason,omitempty"`
	Group  string     `json:"group,omitempty"`
	// Agent has it, or is asked to take it.
	Agent     string `json:"agent,omitempty"`
	AgentName string `json:"agent_name,omitempty"`
	// Person is the colleague in a direct conversation.
	Person string `json:"person,omitempty"`
	// Name of the visitor or the colleague.
	Name     string `json:"name"`
	Email    string `json:"email,omitempty"`
	Language string `json:"language,omitempty"`
	Visitor  string `json:"visitor,omitempty"`
	// Returning: this visitor has written before.
	Returning bool   `json:"returning"`
	Site      string `json:"site,omitempty"`
	SiteName  string `json:"site_name,omitempty"`
	// Here: the visitor has a page open, which is Page.
	Here      bool   `json:"here"`
	Page      string `json:"page,omitempty"`
	PageTitle string `json:"page_title,omitempty"`
	// Pages before, newest first, twenty at most.
	Pages []PageSeen `json:"pages"`
	// Cobrowse says whether co-browsing can be started; Session is the one that runs.
	Cobrowse CobrowseAbility `json:"cobrowse,omitempty"`
	Session  string          `json:"session,omitempty"`
	Parked   bool            `json:"parked"`
	// Beside are the colleagues whom the agent asked, while the conversation is active.
	Beside []Beside `json:"beside,omitempty"`
	// Files: this person may send files here.
	Files bool `json:"files"`
	// Position in the queue, from 1, while waiting.
	Position int `json:"position,omitempty"`
	// PickUpMS is what is left for taking it, while offered to this person.
	PickUpMS int64 `json:"pick_up_ms,omitempty"`
	// LastSeq, LastText, LastFrom and LastAt are the newest line that is shown in a list.
	LastSeq  uint64 `json:"last_seq"`
	LastText string `json:"last_text"`
	LastFrom Party  `json:"last_from,omitempty"`
	LastAt   string `json:"last_at"`
	// Read is this person's mark, and Unread how many messages of others are after it.
	Read   uint64 `json:"read"`
	Unread int    `json:"unread"`
	// TheirDelivered and TheirRead are the other side's marks.
	TheirDelivered uint64 `json:"their_delivered"`
	TheirRead      uint64 `json:"their_read"`
	Stars          int    `json:"stars,omitempty"`
	Comment        string `json:"comment,omitempty"`
	// Started and Since (the state's beginning) are RFC 3339 with milliseconds, UTC.
	Started string `json:"started"`
	Since   string `json:"since"`
}

// PageSeen is one page of a visit.
type PageSeen struct {
	Page  string `json:"page"`
	Title string `json:"title"`
	At    string `json:"at"`
}

// ConversationChanged is a line of the inbox that is new or changed.
type ConversationChanged struct {
	Conversation Conversation `json:"conversation"`
}

// ConversationGone is a line of the inbox that this person does not see any more.
type ConversationGone struct {
	Conversation string `json:"conversation"`
}

// ColleagueChanged is a colleague whose state or load changed, or oneself.
type ColleagueChanged struct {
	Person Colleague `json:"person"`
}

// DutyChanged is this person's duty as the server has it, in all of their windows.
type DutyChanged struct {
	State    Duty       `json:"state"`
	Capacity int        `json:"capacity"`
	Reason   DutyReason `json:"reason,omitempty"`
}

// DeskTypingShown tells who types in a followed conversation.
type DeskTypingShown struct {
	Conversation string `json:"conversation"`
	From         Party  `json:"from"`
	Name         string `json:"name"`
	On           bool   `json:"on"`
}

// DeskSeenShown are marks of another side in a followed conversation.
type DeskSeenShown struct {
	Conversation string `json:"conversation"`
	From         Party  `json:"from"`
	Delivered    uint64 `json:"delivered"`
	Read         uint64 `json:"read"`
}

// OnSite is one visit that goes on now.
type OnSite struct {
	Visit    string `json:"visit"`
	Site     string `json:"site"`
	SiteName string `json:"site_name"`
	Visitor  string `json:"visitor,omitempty"`
	// Name is known of those who have chatted.
	Name      string     `json:"name,omitempty"`
	Language  string     `json:"language"`
	Returning bool       `json:"returning"`
	Page      string     `json:"page"`
	PageTitle string     `json:"page_title"`
	Pages     []PageSeen `json:"pages"`
	// Since is when the visit began, PageSince the page: RFC 3339 with milliseconds, UTC.
	Since     string `json:"since"`
	PageSince string `json:"page_since"`
	// Conversation is the one that goes on with this visitor.
	Conversation string `json:"conversation,omitempty"`
	// Invited: an invitation was shown in this visit, so that there will be no other.
	Invited bool `json:"invited"`
}

// VisitorChanged is a visit that is new or changed.
type VisitorChanged struct {
	Visitor OnSite `json:"visitor"`
}

// VisitorGone is a visit that ended.
type VisitorGone struct {
	Visit string `json:"visit"`
}

// CobrowseStarted tells the agent's windows of the session that began: attach to it on the agents' socket.
type CobrowseStarted struct {
	Conversation string `json:"conversation"`
	Session      string `json:"session"`
}
