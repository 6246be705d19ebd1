package wire

// ChatState is where a visitor's conversation stands. The table of allowed steps is in docs/protocol.md.
type ChatState string

// The states.
const (
	// ChatWaiting: in the queue of its group.
	ChatWaiting ChatState = "waiting"
	// ChatOffered: one agent is asked to take it; for the visitor the same as waiting.
	ChatOffered ChatState = "offered"
	// ChatActive: one agent has it.
	ChatActive ChatState = "active"
	// ChatLeft: nobody was there; the message that the visitor left waits for an answer by mail or at the next visit.
	ChatLeft ChatState = "left"
	// ChatEnded: over.
	ChatEnded ChatState = "ended"
)

// ChatReason says why a conversation is in its state.
type ChatReason string

// The reasons.
const (
	ChatReasonNone ChatReason = ""
	// ChatReasonVisitorEnded and ChatReasonAgentEnded: that side ended it.
	ChatReasonVisitorEnded ChatReason = "visitor_ended"
	ChatReasonAgentEnded   ChatReason = "agent_ended"
	// ChatReasonVisitorGone: the visitor's pages were closed for longer than the server waits.
	ChatReasonVisitorGone ChatReason = "visitor_gone"
	// ChatReasonClosed: everybody of the group went off duty while the visitor waited.
	ChatReasonClosed ChatReason = "closed"
	// ChatReasonNotPickedUp, ChatReasonDeclined, ChatReasonAgentGone and ChatReasonOffDuty: why an agent gave the visitor back to the queue's head.
	ChatReasonNotPickedUp ChatReason = "not_picked_up"
	ChatReasonDeclined    ChatReason = "declined"
	ChatReasonAgentGone   ChatReason = "agent_gone"
	ChatReasonOffDuty     ChatReason = "off_duty"
	// ChatReasonTransferred: a colleague handed it on.
	ChatReasonTransferred ChatReason = "transferred"
	// ChatReasonAdmin: an administrator ended it.
	ChatReasonAdmin ChatReason = "admin"
)

// ConversationKind tells a visitor's conversation from one among the staff.
type ConversationKind string

// The kinds.
const (
	ConversationVisitor ConversationKind = "visitor"
	// ConversationDirect is between two members of the staff who share a group.
	ConversationDirect ConversationKind = "direct"
)

// EntryKind is what a line of a conversation is.
type EntryKind string

// The kinds. Notes, whispers and asides never reach the visitor.
const (
	EntryMessage EntryKind = "message"
	EntryNote    EntryKind = "note"
	// EntryWhisper: a supervisor to the agent.
	EntryWhisper EntryKind = "whisper"
	// EntryAside: between the agent and the colleagues beside the conversation.
	EntryAside EntryKind = "aside"
	// EntryFile: a file went from one browser to the other, or should have; only that is kept.
	EntryFile EntryKind = "file"
	// EntryEvent: the server noted something.
	EntryEvent EntryKind = "event"
)

// ChatEvent is what the server noted in a conversation. Entry.Name is who did it, if anybody.
type ChatEvent string

// The events.
const (
	EventStarted ChatEvent = "started"
	// EventAssigned: Entry.Name has taken the conversation.
	EventAssigned ChatEvent = "assigned"
	// EventReturned: back to the head of the queue; Entry.Text is a ChatReason.
	EventReturned ChatEvent = "returned"
	// EventTransferred: Entry.Name handed it on; Entry.Text names the person or group.
	EventTransferred ChatEvent = "transferred"
	// EventCobrowseStarted and EventCobrowseEnded: Entry.Text is the session.
	EventCobrowseStarted ChatEvent = "cobrowse_started"
	EventCobrowseEnded   ChatEvent = "cobrowse_ended"
	// EventConsultStarted: Entry.Name asked Entry.Text beside the conversation; EventConsultEnded: Entry.Name is no longer beside it. The visitor gets neither.
	EventConsultStarted ChatEvent = "consult_started"
	EventConsultEnded   ChatEvent = "consult_ended"
	// EventJoined: Entry.Name came into the conversation beside its agent. EventParted: Entry.Name left it; Entry.Text is who has it now, where that changed.
	EventJoined ChatEvent = "joined"
	EventParted ChatEvent = "parted"
	// EventLeft: kept as a message for later.
	EventLeft ChatEvent = "left"
	// EventRated: Entry.Text is the number of stars, 1 to 5.
	EventRated ChatEvent = "rated"
	// EventEnded: Entry.Text is a ChatReason.
	EventEnded ChatEvent = "ended"
)

// Duty is whether a member of the staff takes visitors.
type Duty string

// The states of duty.
const (
	// DutyAvailable: new visitors come as long as there is capacity.
	DutyAvailable Duty = "available"
	// DutyBusy: on duty, no new visitors.
	DutyBusy Duty = "busy"
	// DutyAway: a break; no new visitors, and an offered one goes back.
	DutyAway Duty = "away"
	// DutyOff: not on duty; visitors go back to the queue. Also who has no window open.
	DutyOff Duty = "off"
)

// DutyReason says why the server changed somebody's duty.
type DutyReason string

// The reasons.
const (
	DutyReasonNone DutyReason = ""
	// DutyReasonNotPickedUp: a visitor was offered and not picked up in time.
	DutyReasonNotPickedUp DutyReason = "not_picked_up"
	// DutyReasonHours: the person's service hours ended.
	DutyReasonHours DutyReason = "hours"
	// DutyReasonSilence: no sign of life from the person for long.
	DutyReasonSilence DutyReason = "silence"
)

// CobrowseAbility says whether co-browsing can be started from a page, and if not, why.
type CobrowseAbility string

// The abilities.
const (
	CobrowseReady  CobrowseAbility = "ready"
	CobrowseTooOld CobrowseAbility = "too_old"
	// CobrowseSlow: the link is too slow for it.
	CobrowseSlow CobrowseAbility = "slow"
	// CobrowseOff: the site's owner has not enabled it on this page.
	CobrowseOff CobrowseAbility = "off"
)

// Right is one thing that a member of the staff may do.
type Right string

// The rights. A role stands for a usual set of them; people and groups may differ from it.
const (
	// RightServe: take visitors' conversations.
	RightServe    Right = "serve"
	RightCobrowse Right = "cobrowse"
	// RightControl: act in a customer's page, where the customer allows it.
	RightControl Right = "control"
	RightFiles   Right = "files"
	RightMail    Right = "mail"
	// RightVisitors: see who is on the site now, and invite.
	RightVisitors Right = "visitors"
	// RightHistory: search conversations of colleagues in common groups, not only one's own.
	RightHistory Right = "history"
	// RightSupervise: read along, whisper to and take over from supervised staff of common groups.
	RightSupervise Right = "supervise"
	// RightAdminister: everything, and the settings.
	RightAdminister Right = "administer"
)

// MailRef is the ref of a fault about mail_transcript, which has no id.
const MailRef = "mail"

// Limits of the desk's messages.
const (
	// MaxPage in bytes of a page's address; longer ones are cut by the sender.
	MaxPage = 2000
	// MaxTitle in characters of a page's title.
	MaxTitle = 200
	// MaxPersonName in characters.
	MaxPersonName = 80
	// MaxMailAddress in bytes (RFC 5321 §4.5.3.1.3).
	MaxMailAddress = 254
	// MaxCapacity is how many conversations one person may have at once.
	MaxCapacity = 50
)
