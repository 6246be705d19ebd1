// Generated from package signaling/wire by `npm run generate`: do not edit.

/**
 * Path is how two browsers reach each other.
 */
export type Path = "direct" | "relay";
/**
 * What an agent's console may send.
 */
export type AgentMessage = Attach | Detach | Ask | Offer | AgentCandidate | AgentLink | AgentICERequest | AgentSay | AgentStop | Ping;
/**
 * Assets says which pictures, fonts and style sheets the customer's browser sends to the agent's.
 * - Needed: what the agent's browser cannot load itself.
 * - All: everything; the agent's browser asks the site for nothing.
 * - None: nothing.
 */
export type Assets = "needed" | "all" | "none";
/**
 * BesidePart is what a colleague does beside a conversation whose agent asked them.
 * - BesideConsulted: reads along and answers in the side thread; the visitor knows nothing of it.
 * - BesideInvited: as before, and may come into the conversation.
 * - BesideJoined: in the conversation: the visitor sees them and hears them.
 */
export type BesidePart = "consulted" | "invited" | "joined";
/**
 * ChatState is where a visitor's conversation stands. The table of allowed steps is in docs/protocol.md.
 * - ChatWaiting: in the queue of its group.
 * - ChatOffered: one agent is asked to take it; for the visitor the same as waiting.
 * - ChatActive: one agent has it.
 * - ChatLeft: nobody was there; the message that the visitor left waits for an answer by mail or at the next visit.
 * - ChatEnded: over.
 */
export type ChatState = "waiting" | "offered" | "active" | "left" | "ended";
/**
 * ChatReason says why a conversation is in its state.
 * - VisitorEnded and AgentEnded: that side ended it.
 * - VisitorGone: the visitor's pages were closed for longer than the server waits.
 * - Closed: everybody of the group went off duty while the visitor waited.
 * - NotPickedUp, Declined, AgentGone and OffDuty: why an agent gave the visitor back to the queue's head.
 * - Transferred: a colleague handed it on.
 * - Admin: an administrator ended it.
 */
export type ChatReason =
  | "visitor_ended"
  | "agent_ended"
  | "visitor_gone"
  | "closed"
  | "not_picked_up"
  | "declined"
  | "agent_gone"
  | "off_duty"
  | "transferred"
  | "admin";
/**
 * ChatEvent is what the server noted in a conversation. Entry.Name is who did it, if anybody.
 * - EventAssigned: Entry.Name has taken the conversation.
 * - EventReturned: back to the head of the queue; Entry.Text is a ChatReason.
 * - EventTransferred: Entry.Name handed it on; Entry.Text names the person or group.
 * - EventCobrowseStarted and EventCobrowseEnded: Entry.Text is the session.
 * - EventConsultStarted: Entry.Name asked Entry.Text beside the conversation; EventConsultEnded: Entry.Name is no longer beside it. The visitor gets neither.
 * - EventJoined: Entry.Name came into the conversation beside its agent. EventParted: Entry.Name left it; Entry.Text is who has it now, where that changed.
 * - EventLeft: kept as a message for later.
 * - EventRated: Entry.Text is the number of stars, 1 to 5.
 * - EventEnded: Entry.Text is a ChatReason.
 */
export type ChatEvent =
  | "started"
  | "assigned"
  | "returned"
  | "transferred"
  | "cobrowse_started"
  | "cobrowse_ended"
  | "consult_started"
  | "consult_ended"
  | "joined"
  | "parted"
  | "left"
  | "rated"
  | "ended";
/**
 * CobrowseAbility says whether co-browsing can be started from a page, and if not, why.
 * - CobrowseSlow: the link is too slow for it.
 * - CobrowseOff: the site's owner has not enabled it on this page.
 */
export type CobrowseAbility = "ready" | "too_old" | "slow" | "off";
/**
 * Duty is whether a member of the staff takes visitors.
 * - Available: new visitors come as long as there is capacity.
 * - Busy: on duty, no new visitors.
 * - Away: a break; no new visitors, and an offered one goes back.
 * - Off: not on duty; visitors go back to the queue. Also who has no window open.
 */
export type Duty = "available" | "busy" | "away" | "off";
/**
 * Grant is one thing that the customer allows the agent to do.
 */
export type Grant = "view" | "point" | "scroll" | "fill" | "click" | "navigate";
/**
 * ConversationKind tells a visitor's conversation from one among the staff.
 * - ConversationDirect is between two members of the staff who share a group.
 */
export type ConversationKind = "visitor" | "direct";
/**
 * Party is who did or said something.
 */
export type Party = "agent" | "customer" | "system";
/**
 * What a customer's page may send.
 */
export type CustomerMessage =
  | Hello
  | Consent
  | Refuse
  | Answer
  | CustomerCandidate
  | CustomerLink
  | CustomerICERequest
  | CustomerSay
  | CustomerStop
  | Leaving
  | ExpectReturn
  | Ping;
/**
 * Destination is where a page goes that goes away.
 */
export type Destination = "inside" | "outside";
/**
 * FileOutcome is what became of a file.
 * - FileSent: it arrived, and is what was sent.
 * - FileDeclined: the other side does not want it.
 * - FileCancelled: one of the two broke it off.
 * - FileBroken: what arrived is not what was sent.
 * - FileLost: one of the two was gone for too long.
 * - FileElsewhere: another window of this side took it. Only windows hear of that, it is never kept.
 */
export type FileOutcome = "sent" | "declined" | "cancelled" | "broken" | "lost" | "elsewhere";
/**
 * What a console may send on the desk's socket.
 */
export type DeskMessage =
  | SetDuty
  | Alive
  | Follow
  | Unfollow
  | Accept
  | Decline
  | Take
  | DeskSay
  | WriteNote
  | Whisper
  | DeskTyping
  | DeskSeen
  | Transfer
  | Park
  | EndConversation
  | StartCobrowse
  | InviteVisitor
  | Direct
  | WatchVisitors
  | Consult
  | Aside
  | Join
  | Part
  | DeskFileOffer
  | DeskFileAccept
  | DeskFileDescription
  | DeskFileCandidate
  | DeskFileEnd
  | Ping;
/**
 * Right is one thing that a member of the staff may do.
 * - Serve: take visitors' conversations.
 * - Control: act in a customer's page, where the customer allows it.
 * - Visitors: see who is on the site now, and invite.
 * - History: search conversations of colleagues in common groups, not only one's own.
 * - Supervise: read along, whisper to and take over from supervised staff of common groups.
 * - Administer: everything, and the settings.
 */
export type Right = "serve" | "cobrowse" | "control" | "files" | "mail" | "visitors" | "history" | "supervise" | "administer";
/**
 * DutyReason says why the server changed somebody's duty.
 * - NotPickedUp: a visitor was offered and not picked up in time.
 * - Hours: the person's service hours ended.
 * - Silence: no sign of life from the person for long.
 */
export type DutyReason = "not_picked_up" | "hours" | "silence";
/**
 * EntryKind is what a line of a conversation is.
 * - EntryWhisper: a supervisor to the agent.
 * - EntryAside: between the agent and the colleagues beside the conversation.
 * - EntryFile: a file went from one browser to the other, or should have; only that is kept.
 * - EntryEvent: the server noted something.
 */
export type EntryKind = "message" | "note" | "whisper" | "aside" | "file" | "event";
/**
 * FaultCode names a Fault for programs.
 * - FaultUnknownSession: no such session, or not one of this agent's.
 * - FaultWrongState: the session's state does not allow this now, for example an answer to an attempt that was replaced.
 * - FaultBadText: the chat message is empty, too long or has control characters.
 * - FaultPageNotListed: the page is not on the list of the session's site.
 * - FaultTooFast: slow down; the message was not taken.
 * - FaultStorage: the server cannot write just now; the message was not kept. Try again.
 * - FaultUnknownConversation: no such conversation, or none that this person may see.
 * - FaultNoRight: an administrator has not given this right.
 * - FaultNobody: nobody of the group is there or has that right; leave a message instead.
 * - FaultBadField: a field is out of its limits; Ref is the id of the message.
 */
export type FaultCode =
  | "unknown_session"
  | "wrong_state"
  | "bad_text"
  | "page_not_listed"
  | "too_fast"
  | "storage"
  | "unknown_conversation"
  | "no_right"
  | "nobody"
  | "bad_field";
/**
 * Reason says why a session is in its state, for the words that both sides read.
 * - AgentStopped and CustomerStopped: that side's Stop button.
 * - Navigating: the customer's page went away and the next one is expected at once.
 * - Outside: the customer went to a page outside the site; they may come back.
 * - Expected: the customer is elsewhere, and the site expects them back.
 * - CustomerGone and AgentGone: that side's page was closed or lost its network.
 * - LinkLost: both sides are there, the path between the browsers is not.
 * - TimedOut: interrupted for longer than the server waits.
 * - Guessed: too many wrong guesses at this very code.
 * - Admin: an administrator ended it.
 */
export type Reason =
  | "agent_stopped"
  | "customer_stopped"
  | "navigating"
  | "outside"
  | "expected"
  | "customer_gone"
  | "agent_gone"
  | "link_lost"
  | "timed_out"
  | "guessed"
  | "admin";
/**
 * What the server may send to either.
 */
export type ServerMessage =
  StateChanged | ICEServers | OfferReady | Taken | OfferWanted | AnswerReady | CandidateReady | Said | Fault | Bye | Pong;
/**
 * State is where a co-browse stands. The table of allowed steps is in package pairing.
 * - Issued: there is a code; nobody has used it yet.
 * - Redeemed: the customer gave the right code; their page is not yet on its socket.
 * - Asking: the customer sees the question.
 * - Connecting: the customer said yes; the browsers look for a path to each other.
 * - Live: the agent sees the page.
 * - Interrupted: consent stands, but there is no path just now (next page, lost network, reload of the console).
 * - Refused: the customer said no. The agent may ask again.
 * - Ended: somebody stopped it, or it was interrupted for too long; the reason says which.
 * - Expired: nobody used the code in time.
 * - Withdrawn: the agent took the code back before it was used.
 */
export type State =
  "issued" | "redeemed" | "asking" | "connecting" | "live" | "interrupted" | "refused" | "ended" | "expired" | "withdrawn";
/**
 * What the server may send on the desk's socket.
 */
export type ToDeskMessage =
  | DeskSnapshot
  | ConversationChanged
  | ConversationGone
  | ColleagueChanged
  | DutyChanged
  | Entry
  | DeskTypingShown
  | DeskSeenShown
  | VisitorChanged
  | VisitorGone
  | CobrowseStarted
  | DeskFileOffered
  | DeskFileICE
  | DeskFileDescription
  | DeskFileCandidate
  | DeskFileEnded
  | Fault
  | Bye
  | Pong;
/**
 * What the server may send to a visitor's page.
 */
export type ToVisitorMessage =
  | Welcome
  | ChatChanged
  | Entry
  | TypingShown
  | SeenShown
  | ReadShown
  | Invitation
  | CobrowseBegun
  | VisitorFileOffered
  | VisitorFileICE
  | VisitorFileDescription
  | VisitorFileCandidate
  | VisitorFileEnded
  | Fault
  | Bye
  | Pong;
/**
 * What a visitor's page may send.
 */
export type VisitorMessage =
  | Visit
  | PageChanged
  | StartChat
  | LeaveMessage
  | VisitorSay
  | VisitorTyping
  | VisitorSeen
  | EndChat
  | Rate
  | MailTranscript
  | AnswerInvitation
  | VisitorFileOffer
  | VisitorFileAccept
  | VisitorFileDescription
  | VisitorFileCandidate
  | VisitorFileEnd
  | Ping;

/**
 * Accept takes the conversation that was offered.
 */
export interface Accept {
  type: "accept";
  conversation: string;
}
/**
 * Candidate is one ICE candidate of an attempt (RFC 8838). An empty candidate says that there are no more.
 * Session is required from agents and must be empty from customers, whose socket has only one.
 */
export interface AgentCandidate {
  type: "candidate";
  session: string;
  attempt: string;
  candidate: string;
  sdp_mid: string;
}
/**
 * ICERequest asks for fresh servers and credentials, which the next attempt needs: credentials live for ten minutes at most.
 */
export interface AgentICERequest {
  type: "ice_request";
  session: string;
}
/**
 * Link reports that the path of an attempt came up or went away, as seen by the sender.
 */
export interface AgentLink {
  type: "link";
  session: string;
  attempt: string;
  up: boolean;
  /**
   * Path is known when Up.
   */
  path?: Path;
}
/**
 * Attach makes the agent's socket follow one session. The server answers with state, ice and the chat after ChatAfter.
 */
export interface Attach {
  type: "attach";
  session: string;
  chat_after: number;
}
/**
 * Detach undoes Attach. The session goes on.
 */
export interface Detach {
  type: "detach";
  session: string;
}
/**
 * Ask puts the question to the customer again after a refusal.
 */
export interface Ask {
  type: "ask";
  session: string;
}
/**
 * Offer is the agent's session description for the next connection. The server keeps the newest (the spare) until the customer
 * needs it: at consent, on the next page, or when the path was lost. Attempt names it in all that follows.
 */
export interface Offer {
  type: "offer";
  session: string;
  attempt: string;
  sdp: string;
}
/**
 * Say is one chat message on its way in. ID is made by the sender: sending it again after a reconnect is harmless.
 */
export interface AgentSay {
  type: "say";
  session: string;
  id: string;
  text: string;
  /**
   * Page is the address of a page from the site's list, which an agent sends for the customer to open (I11). Its label on the list takes Text's place.
   * Empty from customers.
   */
  page?: string;
}
/**
 * Stop ends the co-browse at once. It is final.
 */
export interface AgentStop {
  type: "stop";
  session: string;
}
/**
 * Ping is answered by Pong with the same N; browsers cannot see the protocol's own pings.
 */
export interface Ping {
  type: "ping";
  n: number;
}
/**
 * Alive tells that the person did something in the console within the last minute, for the automatic away.
 */
export interface Alive {
  type: "alive";
}
/**
 * Answer is the customer's description for the attempt.
 */
export interface Answer {
  type: "answer";
  attempt: string;
  sdp: string;
}
/**
 * AnswerInvitation says no to an invitation. A yes is a start with its id.
 */
export interface AnswerInvitation {
  type: "uninvited";
  id: string;
}
/**
 * AnswerReady hands the customer's answer to the agent.
 */
export interface AnswerReady {
  type: "answer";
  session: string;
  attempt: string;
  sdp: string;
}
/**
 * Aside is a word between the agent and the colleagues beside a conversation.
 */
export interface Aside {
  type: "aside";
  conversation: string;
  id: string;
  text: string;
}
/**
 * Beside is one colleague beside a conversation.
 */
export interface Beside {
  person: string;
  name: string;
  part: BesidePart;
}
/**
 * Bye announces that the server goes down. Come back after RetryMS, which differs from client to client so that they do not all come at once.
 */
export interface Bye {
  type: "bye";
  retry_ms: number;
}
/**
 * CandidateInit is one RTCIceCandidateInit.
 */
export interface CandidateInit {
  candidate: string;
  sdp_mid: string;
}
/**
 * CandidateReady hands one candidate to the other side.
 */
export interface CandidateReady {
  type: "candidate";
  session: string;
  attempt: string;
  candidate: string;
  sdp_mid: string;
}
/**
 * ChatChanged is the visitor's conversation, whenever anything of it changes.
 */
export interface ChatChanged {
  type: "chat";
  conversation: string;
  /**
   * Visitor and Token are given once, with the first conversation: the browser keeps them for the site.
   */
  visitor?: string;
  token?: string;
  state: ChatState;
  reason?: ChatReason;
  group: string;
  group_name: string;
  agent_name?: string;
  /**
   * Others are the names of the colleagues in the conversation beside the agent.
   */
  others?: string[];
  /**
   * Position in the queue, from 1, and WaitMS, the expected wait, while waiting; WaitMS is absent where nothing is known to expect.
   */
  position?: number;
  wait_ms?: number;
  stars?: number;
  /**
   * Files: the visitor may send files now.
   */
  files: boolean;
}
/**
 * CobrowseBegun gives the page a co-browse as redeeming a code would: hello with this session and token, and the question comes.
 */
export interface CobrowseBegun {
  type: "cobrowse";
  session: string;
  token: string;
  agent_name: string;
}
/**
 * CobrowseStarted tells the agent's windows of the session that began: attach to it on the agents' socket.
 */
export interface CobrowseStarted {
  type: "cobrowse";
  conversation: string;
  session: string;
}
/**
 * Colleague is a member of the staff as others in a common group see them.
 */
export interface Colleague {
  id: string;
  name: string;
  groups: string[];
  state: Duty;
  /**
   * Serves: may be given visitors.
   */
  serves: boolean;
  load: number;
  capacity: number;
  /**
   * Here: has a window open, on duty or not.
   */
  here?: boolean;
}
/**
 * ColleagueChanged is a colleague whose state or load changed, or oneself.
 */
export interface ColleagueChanged {
  type: "person";
  person: Colleague;
}
/**
 * Consent is the customer's yes, or a change of what they allow while it runs. View is always part of it.
 */
export interface Consent {
  type: "consent";
  grants: Grant[];
}
/**
 * Consult asks a colleague of a common group beside a conversation that one has. With Join they may come into it; sent again, it changes that.
 */
export interface Consult {
  type: "consult";
  conversation: string;
  person: string;
  join: boolean;
}
/**
 * Conversation is one line of the inbox. Which list it belongs to follows from it: waiting (State), mine (Agent), my groups' (Group), all.
 */
export interface Conversation {
  id: string;
  kind: ConversationKind;
  state: ChatState;
  /**
   * Reason for the state, for example why it is back in the queue.
   */
  reason?: ChatReason;
  group?: string;
  /**
   * Agent has it, or is asked to take it.
   */
  agent?: string;
  agent_name?: string;
  /**
   * Person is the colleague in a direct conversation.
   */
  person?: string;
  /**
   * Name of the visitor or the colleague.
   */
  name: string;
  email?: string;
  language?: string;
  visitor?: string;
  /**
   * Returning: this visitor has written before.
   */
  returning: boolean;
  site?: string;
  site_name?: string;
  /**
   * Here: the visitor has a page open, which is Page.
   */
  here: boolean;
  page?: string;
  page_title?: string;
  /**
   * Pages before, newest first, twenty at most.
   */
  pages: PageSeen[];
  /**
   * Cobrowse says whether co-browsing can be started; Session is the one that runs.
   */
  cobrowse?: CobrowseAbility;
  session?: string;
  parked: boolean;
  /**
   * Beside are the colleagues whom the agent asked, while the conversation is active.
   */
  beside?: Beside[];
  /**
   * Files: this person may send files here.
   */
  files: boolean;
  /**
   * Position in the queue, from 1, while waiting.
   */
  position?: number;
  /**
   * PickUpMS is what is left for taking it, while offered to this person.
   */
  pick_up_ms?: number;
  /**
   * LastSeq, LastText, LastFrom and LastAt are the newest line that is shown in a list.
   */
  last_seq: number;
  last_text: string;
  last_from?: Party;
  last_at: string;
  /**
   * Read is this person's mark, and Unread how many messages of others are after it.
   */
  read: number;
  unread: number;
  /**
   * TheirDelivered and TheirRead are the other side's marks.
   */
  their_delivered: number;
  their_read: number;
  stars?: number;
  comment?: string;
  /**
   * Started and Since (the state's beginning) are RFC 3339 with milliseconds, UTC.
   */
  started: string;
  since: string;
}
/**
 * PageSeen is one page of a visit.
 */
export interface PageSeen {
  page: string;
  title: string;
  at: string;
}
/**
 * ConversationChanged is a line of the inbox that is new or changed.
 */
export interface ConversationChanged {
  type: "conversation";
  conversation: Conversation;
}
/**
 * ConversationGone is a line of the inbox that this person does not see any more.
 */
export interface ConversationGone {
  type: "gone";
  conversation: string;
}
/**
 * Candidate is one ICE candidate of an attempt (RFC 8838). An empty candidate says that there are no more.
 * Session is required from agents and must be empty from customers, whose socket has only one.
 */
export interface CustomerCandidate {
  type: "candidate";
  attempt: string;
  candidate: string;
  sdp_mid: string;
}
/**
 * ICERequest asks for fresh servers and credentials, which the next attempt needs: credentials live for ten minutes at most.
 */
export interface CustomerICERequest {
  type: "ice_request";
}
/**
 * Link reports that the path of an attempt came up or went away, as seen by the sender.
 */
export interface CustomerLink {
  type: "link";
  attempt: string;
  up: boolean;
  /**
   * Path is known when Up.
   */
  path?: Path;
}
/**
 * Hello is the customer's first message: who they are (the token that redeeming the code gave) and what they have of the chat.
 */
export interface Hello {
  type: "hello";
  session: string;
  token: string;
  /**
   * ChatAfter is the sequence number of the last chat message this page has; 0 for none.
   */
  chat_after: number;
}
/**
 * Refuse is the customer's no.
 */
export interface Refuse {
  type: "refuse";
}
/**
 * Say is one chat message on its way in. ID is made by the sender: sending it again after a reconnect is harmless.
 */
export interface CustomerSay {
  type: "say";
  id: string;
  text: string;
  /**
   * Page is the address of a page from the site's list, which an agent sends for the customer to open (I11). Its label on the list takes Text's place.
   * Empty from customers.
   */
  page?: string;
}
/**
 * Stop ends the co-browse at once. It is final.
 */
export interface CustomerStop {
  type: "stop";
}
/**
 * Leaving is the customer's page on its way out (pagehide): the next page is expected.
 */
export interface Leaving {
  type: "leaving";
  /**
   * To is where the page said that it goes, as far as it knows; which page that is stays in the customer's browser.
   */
  to?: Destination;
}
/**
 * ExpectReturn is the site's word that the customer goes elsewhere for a while, for example to a payment provider, and will be back. It holds
 * until the customer is back. Minutes 0 takes it back.
 */
export interface ExpectReturn {
  type: "expect_return";
  /**
   * Title names the place to the agent, in the site's own words.
   */
  title: string;
  minutes: number;
}
/**
 * Decline gives the offered conversation back; it is not offered to the same person again while it waits.
 */
export interface Decline {
  type: "decline";
  conversation: string;
}
/**
 * FileAccept takes a file that was offered. The window that says so gets it; said again, it says that the taker's socket is back.
 */
export interface DeskFileAccept {
  type: "file_accept";
  conversation: string;
  id: string;
}
/**
 * FileCandidate is a candidate of one of the two; an empty one says that there are no more. Passed on as it is.
 */
export interface DeskFileCandidate {
  type: "file_candidate";
  conversation: string;
  id: string;
  attempt: string;
  candidate: string;
  sdp_mid: string;
}
/**
 * FileDescription is the description from which the two browsers connect: the offerer's offer, or the taker's answer to it. Passed on as it is.
 */
export interface DeskFileDescription {
  type: "file_sdp";
  conversation: string;
  id: string;
  /**
   * Attempt names the connection; the newest counts.
   */
  attempt: string;
  sdp: string;
}
/**
 * FileEnd says what became of a file: the taker that it arrived or not, either that it shall not or cannot.
 */
export interface DeskFileEnd {
  type: "file_end";
  conversation: string;
  id: string;
  outcome: FileOutcome;
}
/**
 * FileEnded says that a file is over with, and how. The entry of the conversation says the same to everybody else.
 */
export interface DeskFileEnded {
  type: "file_ended";
  conversation: string;
  id: string;
  outcome: FileOutcome;
}
/**
 * FileICE says that the file was accepted, and through which servers the two may connect. The offerer makes the connection.
 */
export interface DeskFileICE {
  type: "file_ice";
  conversation: string;
  id: string;
  servers: ICEServer[];
  relay_only: boolean;
}
/**
 * ICEServer is one RTCIceServer.
 */
export interface ICEServer {
  urls: string[];
  username?: string;
  credential?: string;
}
/**
 * FileOffer asks the other side to take a file that is in this browser. ID is made here. Said again, it says that the offerer's socket is back, or
 * that a new connection is wanted: once the file was accepted, file_ice follows.
 */
export interface DeskFileOffer {
  type: "file";
  conversation: string;
  id: string;
  name: string;
  /**
   * Size in bytes.
   */
  size: number;
}
/**
 * FileOffered asks whether a file shall come. It is shown in every window of the asked side, and comes again in those that open later.
 */
export interface DeskFileOffered {
  type: "file_offered";
  conversation: string;
  id: string;
  name: string;
  size: number;
  /**
   * FromName is who offers it.
   */
  from_name: string;
}
/**
 * DeskGroup is a group that this person belongs to, or may transfer to.
 */
export interface DeskGroup {
  id: string;
  name: string;
  /**
   * Mine: this person belongs to it.
   */
  mine: boolean;
  /**
   * Open by its hours.
   */
  open: boolean;
}
/**
 * SetDuty is what the person in the console chose: whether they take visitors, and how many at once.
 */
export interface SetDuty {
  type: "duty";
  state: Duty;
  capacity: number;
}
/**
 * Follow has the window show a conversation: its entries after After, and all that come.
 */
export interface Follow {
  type: "follow";
  conversation: string;
  after: number;
}
/**
 * Unfollow undoes Follow.
 */
export interface Unfollow {
  type: "unfollow";
  conversation: string;
}
/**
 * Take picks a waiting or left conversation of one's groups by hand, or, for a supervisor, takes an active one over.
 */
export interface Take {
  type: "take";
  conversation: string;
}
/**
 * DeskSay is one message to the visitor, or to the colleague.
 */
export interface DeskSay {
  type: "say";
  conversation: string;
  id: string;
  text: string;
}
/**
 * WriteNote is a note that the visitor never sees.
 */
export interface WriteNote {
  type: "note";
  conversation: string;
  id: string;
  text: string;
}
/**
 * Whisper is a supervisor's word to the agent.
 */
export interface Whisper {
  type: "whisper";
  conversation: string;
  id: string;
  text: string;
}
/**
 * DeskTyping tells that this person types, or stopped.
 */
export interface DeskTyping {
  type: "typing";
  conversation: string;
  on: boolean;
}
/**
 * DeskSeen moves this person's marks in a conversation.
 */
export interface DeskSeen {
  type: "seen";
  conversation: string;
  delivered: number;
  read: number;
}
/**
 * Transfer hands a conversation on, to a person or to a group (one of them), with a note for them.
 */
export interface Transfer {
  type: "transfer";
  conversation: string;
  person?: string;
  group?: string;
  note?: string;
}
/**
 * Park sets a conversation aside: it stays this person's and takes no capacity.
 */
export interface Park {
  type: "park";
  conversation: string;
  on: boolean;
}
/**
 * EndConversation ends a conversation; a message left is put away.
 */
export interface EndConversation {
  type: "end";
  conversation: string;
}
/**
 * StartCobrowse begins a co-browse with the conversation's visitor: no code is needed, the question goes to them. Answered by cobrowse.
 */
export interface StartCobrowse {
  type: "cobrowse";
  conversation: string;
}
/**
 * InviteVisitor asks somebody on the site to chat.
 */
export interface InviteVisitor {
  type: "invite";
  visit: string;
  group: string;
  text: string;
}
/**
 * Direct opens the conversation with a colleague. Answered by conversation; follow it then.
 */
export interface Direct {
  type: "direct";
  person: string;
}
/**
 * WatchVisitors has the list of visitors on the site sent, and kept up to date, until it is turned off.
 */
export interface WatchVisitors {
  type: "visitors";
  on: boolean;
}
/**
 * Join comes into a conversation that one was invited to.
 */
export interface Join {
  type: "join";
  conversation: string;
}
/**
 * Part ends somebody's part beside a conversation: one's own, or, by its agent or a supervisor, anybody's. An agent who names themselves leaves the
 * conversation to the colleague who is in it.
 */
export interface Part {
  type: "part";
  conversation: string;
  person: string;
}
/**
 * DeskSeenShown are marks of another side in a followed conversation.
 */
export interface DeskSeenShown {
  type: "seen";
  conversation: string;
  from: Party;
  delivered: number;
  read: number;
}
/**
 * DeskSnapshot is the first message on the desk's socket, and comes again when groups, rights or colleagues change: it replaces all that was known.
 */
export interface DeskSnapshot {
  type: "desk";
  me: Colleague;
  rights: Right[];
  groups: DeskGroup[];
  people: Colleague[];
  conversations: Conversation[];
}
/**
 * DeskTypingShown tells who types in a followed conversation.
 */
export interface DeskTypingShown {
  type: "typing";
  conversation: string;
  from: Party;
  name: string;
  on: boolean;
}
/**
 * DutyChanged is this person's duty as the server has it, in all of their windows.
 */
export interface DutyChanged {
  type: "duty";
  state: Duty;
  capacity: number;
  reason?: DutyReason;
}
/**
 * EndChat ends the visitor's conversation.
 */
export interface EndChat {
  type: "end";
}
/**
 * Entry is one line of a conversation as it stands in the log. Its author gets it too: with the id they made it is the acknowledgement.
 */
export interface Entry {
  type: "entry";
  conversation: string;
  seq: number;
  id: string;
  kind: EntryKind;
  from: Party;
  /**
   * Person is the author's id where From is agent. Visitors do not get it.
   */
  person?: string;
  name: string;
  text: string;
  event?: ChatEvent;
  /**
   * Size in bytes of a file, whose name is Text; To is whom it was for, and Outcome what became of it.
   */
  size?: number;
  to?: string;
  outcome?: FileOutcome;
  /**
   * At is RFC 3339 with milliseconds, UTC.
   */
  at: string;
}
/**
 * Fault is a refusal that leaves the socket open. Code is stable, Message is for people, Ref is the id of the chat message or attempt concerned.
 */
export interface Fault {
  type: "fault";
  session?: string;
  code: FaultCode;
  message: string;
  ref?: string;
}
/**
 * GroupOpen is a group as visitors see it.
 */
export interface GroupOpen {
  id: string;
  name: string;
  greeting: string;
  /**
   * Open: somebody is there, or comes within the service hours; else the form for a message is shown.
   */
  open: boolean;
  /**
   * Messages: a message can be left while nobody is there. Without it, the page only says that nobody is.
   */
  messages: boolean;
}
/**
 * ICEServers are the STUN and TURN servers for one side's next attempts.
 */
export interface ICEServers {
  type: "ice";
  session: string;
  servers: ICEServer[];
  /**
   * RelayOnly asks for iceTransportPolicy "relay".
   */
  relay_only: boolean;
  /**
   * LifetimeMS is how long the credentials can be used to begin an allocation.
   */
  lifetime_ms: number;
}
/**
 * ICEServers are the STUN and TURN servers for one side's next attempts.
 */
export interface ICEServersBody {
  session: string;
  servers: ICEServer[];
  /**
   * RelayOnly asks for iceTransportPolicy "relay".
   */
  relay_only: boolean;
  /**
   * LifetimeMS is how long the credentials can be used to begin an allocation.
   */
  lifetime_ms: number;
}
/**
 * Invitation asks the visitor to chat. By a rule or by hand; never twice in a visit.
 */
export interface Invitation {
  type: "invite";
  id: string;
  group: string;
  /**
   * Name is the agent's who invites; absent for a rule's.
   */
  name?: string;
  text: string;
}
/**
 * LeaveMessage is the form for when nobody is there. Answered by chat with the state left.
 */
export interface LeaveMessage {
  type: "leave";
  id: string;
  group: string;
  name: string;
  email: string;
  language: string;
  text: string;
}
/**
 * MailTranscript asks for the conversation by mail. A fault about it has MailRef as its ref.
 */
export interface MailTranscript {
  type: "mail_transcript";
  email: string;
}
/**
 * OfferReady hands the agent's offer to the customer.
 */
export interface OfferReady {
  type: "offer";
  session: string;
  attempt: string;
  sdp: string;
  /**
   * Candidates that came after the description.
   */
  candidates: CandidateInit[];
  ice: ICEServersBody;
}
/**
 * OfferWanted asks the agent for a new offer: the customer waits and there is no spare.
 */
export interface OfferWanted {
  type: "offer_wanted";
  session: string;
}
/**
 * OnSite is one visit that goes on now.
 */
export interface OnSite {
  visit: string;
  site: string;
  site_name: string;
  visitor?: string;
  /**
   * Name is known of those who have chatted.
   */
  name?: string;
  language: string;
  returning: boolean;
  page: string;
  page_title: string;
  pages: PageSeen[];
  /**
   * Since is when the visit began, PageSince the page: RFC 3339 with milliseconds, UTC.
   */
  since: string;
  page_since: string;
  /**
   * Conversation is the one that goes on with this visitor.
   */
  conversation?: string;
  /**
   * Invited: an invitation was shown in this visit, so that there will be no other.
   */
  invited: boolean;
}
/**
 * PageChanged tells of a new address without a new page (history.pushState), or that Cobrowse is another: links are measured while a visit lasts.
 */
export interface PageChanged {
  type: "page";
  page: string;
  title: string;
  cobrowse?: CobrowseAbility;
}
/**
 * Pong answers Ping.
 */
export interface Pong {
  type: "pong";
  n: number;
}
/**
 * Rate is what the visitor thinks of the conversation that ended: one to five stars and a word.
 */
export interface Rate {
  type: "rate";
  stars: number;
  comment?: string;
}
/**
 * ReadShown is the visitor's own mark: what they have seen on this page or another, so that each counts the same as unread.
 */
export interface ReadShown {
  type: "read";
  read: number;
}
/**
 * Said is one chat message as it stands in the log. Its author gets it too: with the id they made it is the acknowledgement.
 */
export interface Said {
  type: "said";
  session: string;
  seq: number;
  id: string;
  from: Party;
  name: string;
  text: string;
  /**
   * Page is the address of a page that Text is the label of; the customer's click opens it in a window of its own.
   */
  page?: string;
  /**
   * At is RFC 3339 with milliseconds, UTC.
   */
  at: string;
}
/**
 * SeenShown are the agent's marks.
 */
export interface SeenShown {
  type: "seen";
  delivered: number;
  read: number;
}
/**
 * StateChanged is sent on every attach or hello and at every change.
 */
export interface StateChanged {
  type: "state";
  session: string;
  state: State;
  reason?: Reason;
  /**
   * AgentName and SiteName are what the question to the customer names.
   */
  agent_name: string;
  site_name: string;
  /**
   * Ask tells the customer's page whether to put the question (true) or to consent by itself as the site's administrator decided.
   */
  ask: boolean;
  /**
   * Assets is what the site's administrator decided about assets; left out, it is AssetsNeeded.
   */
  assets?: Assets;
  /**
   * Grants is what the customer allows now.
   */
  grants: Grant[];
  /**
   * AgentHere and CustomerHere say whether that side has a socket open.
   */
  agent_here: boolean;
  customer_here: boolean;
  /**
   * ExpiresInMS is the code's remaining life while issued, in milliseconds as seen by the server; no clock has to agree with another.
   */
  expires_in_ms?: number;
  /**
   * RunningMS is how long ago the page was first live, in milliseconds as seen by the server; left out before.
   */
  running_ms?: number;
  /**
   * AwayTitle is where the site says the customer is, while they are expected back (ExpectReturn).
   */
  away_title?: string;
}
/**
 * Taken tells the agent that its spare offer went to the customer: keep that connection, get the next spare ready once it is up.
 */
export interface Taken {
  type: "taken";
  session: string;
  attempt: string;
}
/**
 * StartChat begins a conversation with a group. ID is made by the page: sending it again is harmless. Answered by chat.
 */
export interface StartChat {
  type: "start";
  id: string;
  group: string;
  name: string;
  email?: string;
  language: string;
  /**
   * Text is the first message; absent where the visitor has not written yet.
   */
  text?: string;
  /**
   * Invitation is the id of the invitation that this answers.
   */
  invitation?: string;
}
/**
 * VisitorChanged is a visit that is new or changed.
 */
export interface VisitorChanged {
  type: "visitor";
  visitor: OnSite;
}
/**
 * VisitorGone is a visit that ended.
 */
export interface VisitorGone {
  type: "visitor_gone";
  visit: string;
}
/**
 * Welcome answers visit.
 */
export interface Welcome {
  type: "welcome";
  groups: GroupOpen[];
  /**
   * Chat: this visitor has a conversation; its chat message and entries follow.
   */
  chat: boolean;
}
/**
 * TypingShown tells the visitor that the agent types, or stopped.
 */
export interface TypingShown {
  type: "typing";
  name: string;
  on: boolean;
}
/**
 * FileOffered asks whether a file shall come. It is shown in every window of the asked side, and comes again in those that open later.
 */
export interface VisitorFileOffered {
  type: "file_offered";
  id: string;
  name: string;
  size: number;
  /**
   * FromName is who offers it.
   */
  from_name: string;
}
/**
 * FileICE says that the file was accepted, and through which servers the two may connect. The offerer makes the connection.
 */
export interface VisitorFileICE {
  type: "file_ice";
  id: string;
  servers: ICEServer[];
  relay_only: boolean;
}
/**
 * FileDescription is the description from which the two browsers connect: the offerer's offer, or the taker's answer to it. Passed on as it is.
 */
export interface VisitorFileDescription {
  type: "file_sdp";
  id: string;
  /**
   * Attempt names the connection; the newest counts.
   */
  attempt: string;
  sdp: string;
}
/**
 * FileCandidate is a candidate of one of the two; an empty one says that there are no more. Passed on as it is.
 */
export interface VisitorFileCandidate {
  type: "file_candidate";
  id: string;
  attempt: string;
  candidate: string;
  sdp_mid: string;
}
/**
 * FileEnded says that a file is over with, and how. The entry of the conversation says the same to everybody else.
 */
export interface VisitorFileEnded {
  type: "file_ended";
  id: string;
  outcome: FileOutcome;
}
/**
 * Visit is the first message of a page with the chat: where it is, and who the visitor is if they have written before.
 */
export interface Visit {
  type: "visit";
  site_key: string;
  /**
   * Visit is made by the tab and kept in its sessionStorage: the pages of one visit are one line in the list of visitors.
   */
  visit: string;
  /**
   * Visitor and Token are what an earlier chat message gave; both or neither.
   */
  visitor?: string;
  token?: string;
  page: string;
  title: string;
  /**
   * Language is the one that the widget speaks, such as "en" or "es".
   */
  language: string;
  /**
   * Returning: this browser was on the site before, as far as it remembers.
   */
  returning: boolean;
  cobrowse: CobrowseAbility;
  /**
   * ChatAfter is the sequence number of the last entry this page has; 0 for none.
   */
  chat_after: number;
}
/**
 * FileAccept takes a file that was offered. The window that says so gets it; said again, it says that the taker's socket is back.
 */
export interface VisitorFileAccept {
  type: "file_accept";
  id: string;
}
/**
 * FileEnd says what became of a file: the taker that it arrived or not, either that it shall not or cannot.
 */
export interface VisitorFileEnd {
  type: "file_end";
  id: string;
  outcome: FileOutcome;
}
/**
 * FileOffer asks the other side to take a file that is in this browser. ID is made here. Said again, it says that the offerer's socket is back, or
 * that a new connection is wanted: once the file was accepted, file_ice follows.
 */
export interface VisitorFileOffer {
  type: "file";
  id: string;
  name: string;
  /**
   * Size in bytes.
   */
  size: number;
}
/**
 * VisitorSay is one chat message of the visitor's.
 */
export interface VisitorSay {
  type: "say";
  id: string;
  text: string;
}
/**
 * VisitorTyping tells that the visitor types, or stopped.
 */
export interface VisitorTyping {
  type: "typing";
  on: boolean;
}
/**
 * VisitorSeen moves the visitor's marks: up to which entry the page has got, and the visitor has seen.
 */
export interface VisitorSeen {
  type: "seen";
  delivered: number;
  read: number;
}

/** Every Assets, in the order of the source. */
export const ASSETSS = ["needed","all","none"] as const satisfies readonly Assets[];

/** Every BesidePart, in the order of the source. */
export const BESIDE_PARTS = ["consulted","invited","joined"] as const satisfies readonly BesidePart[];

/** Every ChatEvent, in the order of the source. */
export const CHAT_EVENTS = ["started","assigned","returned","transferred","cobrowse_started","cobrowse_ended","consult_started","consult_ended","joined","parted","left","rated","ended"] as const satisfies readonly ChatEvent[];

/** Every ChatReason, in the order of the source. */
export const CHAT_REASONS = ["visitor_ended","agent_ended","visitor_gone","closed","not_picked_up","declined","agent_gone","off_duty","transferred","admin"] as const satisfies readonly ChatReason[];

/** Every ChatState, in the order of the source. */
export const CHAT_STATES = ["waiting","offered","active","left","ended"] as const satisfies readonly ChatState[];

/** Every CobrowseAbility, in the order of the source. */
export const COBROWSE_ABILITIES = ["ready","too_old","slow","off"] as const satisfies readonly CobrowseAbility[];

/** Every ConversationKind, in the order of the source. */
export const CONVERSATION_KINDS = ["visitor","direct"] as const satisfies readonly ConversationKind[];

/** Every Destination, in the order of the source. */
export const DESTINATIONS = ["inside","outside"] as const satisfies readonly Destination[];

/** Every Duty, in the order of the source. */
export const DUTIES = ["available","busy","away","off"] as const satisfies readonly Duty[];

/** Every DutyReason, in the order of the source. */
export const DUTY_REASONS = ["not_picked_up","hours","silence"] as const satisfies readonly DutyReason[];

/** Every EntryKind, in the order of the source. */
export const ENTRY_KINDS = ["message","note","whisper","aside","file","event"] as const satisfies readonly EntryKind[];

/** Every FaultCode, in the order of the source. */
export const FAULT_CODES = ["unknown_session","wrong_state","bad_text","page_not_listed","too_fast","storage","unknown_conversation","no_right","nobody","bad_field"] as const satisfies readonly FaultCode[];

/** Every FileOutcome, in the order of the source. */
export const FILE_OUTCOMES = ["sent","declined","cancelled","broken","lost","elsewhere"] as const satisfies readonly FileOutcome[];

/** Every Grant, in the order of the source. */
export const GRANTS = ["view","point","scroll","fill","click","navigate"] as const satisfies readonly Grant[];

/** Every Party, in the order of the source. */
export const PARTIES = ["agent","customer","system"] as const satisfies readonly Party[];

/** Every Path, in the order of the source. */
export const PATHS = ["direct","relay"] as const satisfies readonly Path[];

/** Every Reason, in the order of the source. */
export const REASONS = ["agent_stopped","customer_stopped","navigating","outside","expected","customer_gone","agent_gone","link_lost","timed_out","guessed","admin"] as const satisfies readonly Reason[];

/** Every Right, in the order of the source. */
export const RIGHTS = ["serve","cobrowse","control","files","mail","visitors","history","supervise","administer"] as const satisfies readonly Right[];

/** Every State, in the order of the source. */
export const STATES = ["issued","redeemed","asking","connecting","live","interrupted","refused","ended","expired","withdrawn"] as const satisfies readonly State[];

export const MAIL_REF = "mail";

/** MAX_PAGE in bytes of a page's address; longer ones are cut by the sender. */
export const MAX_PAGE = 2000;

/** MAX_TITLE in characters of a page's title. */
export const MAX_TITLE = 200;

/** MAX_PERSON_NAME in characters. */
export const MAX_PERSON_NAME = 80;

/** MAX_MAIL_ADDRESS in bytes (RFC 5321 §4.5.3.1.3). */
export const MAX_MAIL_ADDRESS = 254;

/** MAX_CAPACITY is how many conversations one person may have at once. */
export const MAX_CAPACITY = 50;

/** MAX_FILE in bytes of a file that goes from browser to browser. */
export const MAX_FILE = 10485760;

/** MAX_FILE_NAME in characters. */
export const MAX_FILE_NAME = 200;

/** MAX_FILES_AT_ONCE is how many files one side of a conversation may have on offer or on the way. */
export const MAX_FILES_AT_ONCE = 8;

export const SUBPROTOCOL = "tandem.v1";

/** CLOSE_BAD_MESSAGE: not JSON, unknown type or field, or a value out of its limits. */
export const CLOSE_BAD_MESSAGE = 4400;

/** CLOSE_UNAUTHORIZED: no or a wrong token, or not signed in any more. Do not reconnect with the same one. */
export const CLOSE_UNAUTHORIZED = 4401;

/** CLOSE_HELLO_TIMEOUT: no hello within ten seconds. */
export const CLOSE_HELLO_TIMEOUT = 4408;

/** CLOSE_SUPERSEDED: another tab took the customer's session over, or an agent's window has another socket. */
export const CLOSE_SUPERSEDED = 4409;

/** CLOSE_ENDED: the session is over; the state message before it says why. */
export const CLOSE_ENDED = 4410;

/** CLOSE_TOO_LARGE: a frame over MaxFrame. */
export const CLOSE_TOO_LARGE = 4413;

/** CLOSE_TOO_MANY: messages faster than the limit, or too many sockets for one session. */
export const CLOSE_TOO_MANY = 4429;

/** CLOSE_SLOW: the peer does not read; its queue was full. */
export const CLOSE_SLOW = 4430;

/** CLOSE_INTERNAL: the server cannot read or write what it keeps just now. Come back. */
export const CLOSE_INTERNAL = 1011;

/** CLOSE_RESTART: the server is going down; come back after the delay given in bye. */
export const CLOSE_RESTART = 1012;

/** MAX_FRAME in bytes: an SDP of MaxSDP escaped as JSON, with room to spare. */
export const MAX_FRAME = 65536;

/** MAX_SDP in bytes. A data-channel description with forty candidates is below 8 KiB; browsers' largest seen is 12 KiB. */
export const MAX_SDP = 32768;

/** MAX_CANDIDATE in bytes; RFC 8839 lines are below 300. */
export const MAX_CANDIDATE = 2048;

/** MAX_CANDIDATES kept for one attempt before its offer is taken. */
export const MAX_CANDIDATES = 64;

/** MAX_SENT_PAGE in bytes of the address of a page that an agent sends. */
export const MAX_SENT_PAGE = 2048;

/** MAX_TEXT in characters of one chat message. */
export const MAX_TEXT = 4000;

/** MAX_AWAY_TITLE in characters of the place where a customer is expected back from. */
export const MAX_AWAY_TITLE = 120;

/** MAX_AWAY_MINUTES is how long a site may expect a customer back. */
export const MAX_AWAY_MINUTES = 60;

/** MAX_ID in bytes of ids made by a browser (chat messages, attempts). */
export const MAX_ID = 64;

/** MAX_CHAT_REPLAY is how many chat messages one attach or hello brings back at most, the newest ones. */
export const MAX_CHAT_REPLAY = 500;

/** What each message of the server is made of; see wire.ts for how to read it. */
export const SERVER_SHAPES = {
  state: {"session":"string","state":"string","reason?":"string","agent_name":"string","site_name":"string","ask":"boolean","assets?":"string","grants":["string"],"agent_here":"boolean","customer_here":"boolean","expires_in_ms?":"number","running_ms?":"number","away_title?":"string"},
  ice: {"session":"string","servers":[{"urls":["string"],"username?":"string","credential?":"string"}],"relay_only":"boolean","lifetime_ms":"number"},
  offer: {"session":"string","attempt":"string","sdp":"string","candidates":[{"candidate":"string","sdp_mid":"string"}],"ice":{"session":"string","servers":[{"urls":["string"],"username?":"string","credential?":"string"}],"relay_only":"boolean","lifetime_ms":"number"}},
  taken: {"session":"string","attempt":"string"},
  offer_wanted: {"session":"string"},
  answer: {"session":"string","attempt":"string","sdp":"string"},
  candidate: {"session":"string","attempt":"string","candidate":"string","sdp_mid":"string"},
  said: {"session":"string","seq":"number","id":"string","from":"string","name":"string","text":"string","page?":"string","at":"string"},
  fault: {"session?":"string","code":"string","message":"string","ref?":"string"},
  bye: {"retry_ms":"number"},
  pong: {"n":"number"},
} as const satisfies Record<ServerMessage["type"], unknown>;

/** The same for what a visitor's page gets. */
export const TO_VISITOR_SHAPES = {
  welcome: {"groups":[{"id":"string","name":"string","greeting":"string","open":"boolean","messages":"boolean"}],"chat":"boolean"},
  chat: {"conversation":"string","visitor?":"string","token?":"string","state":"string","reason?":"string","group":"string","group_name":"string","agent_name?":"string","others?":["string"],"position?":"number","wait_ms?":"number","stars?":"number","files":"boolean"},
  entry: {"conversation":"string","seq":"number","id":"string","kind":"string","from":"string","person?":"string","name":"string","text":"string","event?":"string","size?":"number","to?":"string","outcome?":"string","at":"string"},
  typing: {"name":"string","on":"boolean"},
  seen: {"delivered":"number","read":"number"},
  read: {"read":"number"},
  invite: {"id":"string","group":"string","name?":"string","text":"string"},
  cobrowse: {"session":"string","token":"string","agent_name":"string"},
  file_offered: {"id":"string","name":"string","size":"number","from_name":"string"},
  file_ice: {"id":"string","servers":[{"urls":["string"],"username?":"string","credential?":"string"}],"relay_only":"boolean"},
  file_sdp: {"id":"string","attempt":"string","sdp":"string"},
  file_candidate: {"id":"string","attempt":"string","candidate":"string","sdp_mid":"string"},
  file_ended: {"id":"string","outcome":"string"},
  fault: {"session?":"string","code":"string","message":"string","ref?":"string"},
  bye: {"retry_ms":"number"},
  pong: {"n":"number"},
} as const satisfies Record<ToVisitorMessage["type"], unknown>;

/** The same for what a console gets on the desk's socket. */
export const TO_DESK_SHAPES = {
  desk: {"me":{"id":"string","name":"string","groups":["string"],"state":"string","serves":"boolean","load":"number","capacity":"number","here?":"boolean"},"rights":["string"],"groups":[{"id":"string","name":"string","mine":"boolean","open":"boolean"}],"people":[{"id":"string","name":"string","groups":["string"],"state":"string","serves":"boolean","load":"number","capacity":"number","here?":"boolean"}],"conversations":[{"id":"string","kind":"string","state":"string","reason?":"string","group?":"string","agent?":"string","agent_name?":"string","person?":"string","name":"string","email?":"string","language?":"string","visitor?":"string","returning":"boolean","site?":"string","site_name?":"string","here":"boolean","page?":"string","page_title?":"string","pages":[{"page":"string","title":"string","at":"string"}],"cobrowse?":"string","session?":"string","parked":"boolean","beside?":[{"person":"string","name":"string","part":"string"}],"files":"boolean","position?":"number","pick_up_ms?":"number","last_seq":"number","last_text":"string","last_from?":"string","last_at":"string","read":"number","unread":"number","their_delivered":"number","their_read":"number","stars?":"number","comment?":"string","started":"string","since":"string"}]},
  conversation: {"conversation":{"id":"string","kind":"string","state":"string","reason?":"string","group?":"string","agent?":"string","agent_name?":"string","person?":"string","name":"string","email?":"string","language?":"string","visitor?":"string","returning":"boolean","site?":"string","site_name?":"string","here":"boolean","page?":"string","page_title?":"string","pages":[{"page":"string","title":"string","at":"string"}],"cobrowse?":"string","session?":"string","parked":"boolean","beside?":[{"person":"string","name":"string","part":"string"}],"files":"boolean","position?":"number","pick_up_ms?":"number","last_seq":"number","last_text":"string","last_from?":"string","last_at":"string","read":"number","unread":"number","their_delivered":"number","their_read":"number","stars?":"number","comment?":"string","started":"string","since":"string"}},
  gone: {"conversation":"string"},
  person: {"person":{"id":"string","name":"string","groups":["string"],"state":"string","serves":"boolean","load":"number","capacity":"number","here?":"boolean"}},
  duty: {"state":"string","capacity":"number","reason?":"string"},
  entry: {"conversation":"string","seq":"number","id":"string","kind":"string","from":"string","person?":"string","name":"string","text":"string","event?":"string","size?":"number","to?":"string","outcome?":"string","at":"string"},
  typing: {"conversation":"string","from":"string","name":"string","on":"boolean"},
  seen: {"conversation":"string","from":"string","delivered":"number","read":"number"},
  visitor: {"visitor":{"visit":"string","site":"string","site_name":"string","visitor?":"string","name?":"string","language":"string","returning":"boolean","page":"string","page_title":"string","pages":[{"page":"string","title":"string","at":"string"}],"since":"string","page_since":"string","conversation?":"string","invited":"boolean"}},
  visitor_gone: {"visit":"string"},
  cobrowse: {"conversation":"string","session":"string"},
  file_offered: {"conversation":"string","id":"string","name":"string","size":"number","from_name":"string"},
  file_ice: {"conversation":"string","id":"string","servers":[{"urls":["string"],"username?":"string","credential?":"string"}],"relay_only":"boolean"},
  file_sdp: {"conversation":"string","id":"string","attempt":"string","sdp":"string"},
  file_candidate: {"conversation":"string","id":"string","attempt":"string","candidate":"string","sdp_mid":"string"},
  file_ended: {"conversation":"string","id":"string","outcome":"string"},
  fault: {"session?":"string","code":"string","message":"string","ref?":"string"},
  bye: {"retry_ms":"number"},
  pong: {"n":"number"},
} as const satisfies Record<ToDeskMessage["type"], unknown>;
