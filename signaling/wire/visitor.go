package wire

// Visit is the first message of a page with the chat: where it is, and who the visitor is if they have written before.
type Visit struct {
	SiteKey string `json:"site_key"`
	// Visit is made by the tab and kept in its sessionStorage: the pages of one visit are one line in the list of visitors.
	Visit string `json:"visit"`
	// Visitor and Token are what an earlier chat message gave; both or neither.
	Visitor string `json:"visitor,omitempty"`
	Token   string `json:"token,omitempty"`
	Page    string `json:"page"`
	Title   string `json:"title"`
	// Language is the one that the widget speaks, such as "en" or "es".
	Language string `json:"language"`
	// Returning: this browser was on the site before, as far as it remembers.
	Returning bool            `json:"returning"`
	Cobrowse  CobrowseAbility `json:"cobrowse"`
	// ChatAfter is the sequence number of the last entry this page has; 0 for none.
	ChatAfter uint64 `json:"chat_after"`
}

// PageChanged tells of a new address without a new page (history.pushState), or that Cobrowse is another: links are measured while a visit lasts.
type PageChanged struct {
	Page     string          `json:"page"`
	Title    string          `json:"title"`
	Cobrowse CobrowseAbility `json:"cobrowse,omitempty"`
}

// StartChat begins a conversation with a group. ID is made by the page: sending it again is harmless. Answered by chat.
type StartChat struct {
	ID       string `json:"id"`
	Group    string `json:"group"`
	Name     string `json:"name"`
	Email    string `json:"email,omitempty"`
	Language string `json:"language"`
	// Text is the first message; absent where the visitor has not written yet.
	Text string `json:"text,omitempty"`
	// Invitation is the id of the invitation that this answers.
	Invitation string `json:"invitation,omitempty"`
}

// LeaveMessage is the form for when nobody is there. Answered by chat with the state left.
type LeaveMessage struct {
	ID       string `json:"id"`
	Group    string `json:"group"`
	Name     string `json:"name"`
	Email    string `json:"email"`
	Language string `json:"language"`
	Text     string `json:"text"`
}

// VisitorSay is one chat message of the visitor's.
type VisitorSay struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

// VisitorTyping tells that the visitor types, or stopped.
type VisitorTyping struct {
	On bool `json:"on"`
}

// VisitorSeen moves the visitor's marks: up to which entry the page has got, and the visitor has seen.
type VisitorSeen struct {
	Delivered uint64 `json:"delivered"`
	Read      uint64 `json:"read"`
}

// EndChat ends the visitor's conversation.
type EndChat struct{}

// Rate is what the visitor thinks of the conversation that ended: one to five stars and a word.
type Rate struct {
	Stars   int    `json:"stars"`
	Comment string `json:"comment,omitempty"`
}

// MailTranscript asks for the conversation by mail. A fault about it has MailRef as its ref.
type MailTranscript struct {
	Email string `json:"email"`
}

// AnswerInvitation says no to an invitation. A yes is a start with its id.
type AnswerInvitation struct {
	ID string `json:"id"`
}

// Welcome answers visit.
type Welcome struct {
	Groups []GroupOpen `json:"groups"`
	// Chat: this visitor has a conversation; its chat message and entries follow.
	Chat bool `json:"chat"`
}

// GroupOpen is a group as visitors see it.
type GroupOpen struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Greeting string `json:"greeting"`
	// Open: somebody is there, or comes within the service hours; else the form for a message is shown.
	Open bool `json:"open"`
	// Messages: a message can be left while nobody is there. Without it, the page only says that nobody is.
	Messages bool `json:"messages"`
}

// ChatChanged is the visitor's conversation, whenever anything of it changes.
type ChatChanged struct {
	Conversation string `json:"conversation"`
	// Visitor and Token are given once, with the first conversation: the browser keeps them for the site.
	Visitor   string     `json:"visitor,omitempty"`
	Token     string     `json:"token,omitempty"`
	State     ChatState  `json:"state"`
	Reason    ChatReason `json:"reason,omitempty"`
	Group     string     `json:"group"`
	GroupName string     `json:"group_name"`
	AgentName string     `json:"agent_name,omitempty"`
	// Others are the names of the colleagues in the conversation beside the agent.
	Others []string `json:"others,omitempty"`
	// Position in the queue, from 1, and WaitMS, the expected wait, while waiting; WaitMS is absent where nothing is known to expect.
	Position int   `json:"position,omitempty"`
	WaitMS   int64 `json:"wait_ms,omitempty"`
	Stars    int   `json:"stars,omitempty"`
	// Files: the visitor may send files now.
	Files bool `json:"files"`
}

// Entry is one line of a conversation as it stands in the log. Its author gets it too: with the id they made it is the acknowledgement.
type Entry struct {
	Conversation string    `json:"conversation"`
	Seq          uint64    `json:"seq"`
	ID           string    `json:"id"`
	Kind         EntryKind `json:"kind"`
	From         Party     `json:"from"`
	// Person is the author's id where From is agent. Visitors do not get it.
	Person string    `json:"person,omitempty"`
	Name   string    `json:"name"`
	Text   string    `json:"text"`
	Event  ChatEvent `json:"event,omitempty"`
	// Size in bytes of a file, whose name is Text; To is whom it was for, and Outcome what became of it.
	Size    int64       `json:"size,omitempty"`
	To      string      `json:"to,omitempty"`
	Outcome FileOutcome `json:"outcome,omitempty"`
	// At is RFC 3339 with milliseconds, UTC.
	At string `json:"at"`
}

// TypingShown tells the visitor that the agent types, or stopped.
type TypingShown struct {
	Name string `json:"name"`
	On   bool   `json:"on"`
}

// SeenShown are the agent's marks.
type SeenShown struct {
	Delivered uint64 `json:"delivered"`
	Read      uint64 `json:"read"`
}

// ReadShown is the visitor's own mark: what they have seen on this page or another, so that each counts the same as unread.
type ReadShown struct {
	Read uint64 `json:"read"`
}

// Invitation asks the visitor to chat. By a rule or by hand; never twice in a visit.
type Invitation struct {
	ID    string `json:"id"`
	Group string `json:"group"`
	// Name is the agent's who invites; absent for a rule's.
	Name string `json:"name,omitempty"`
	Text string `json:"text"`
}

// CobrowseBegun gives the page a co-browse as redeeming a code would: hello with this session and token, and the question comes.
type CobrowseBegun struct {
	Session   string `json:"session"`
	Token     string `json:"token"`
	AgentName string `json:"agent_name"`
}
