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
 * Grant is one thing that the customer allows the agent to do.
 */
export type Grant = "view" | "point" | "scroll" | "fill" | "click" | "navigate";
/**
 * What a customer's page may send.
 */
export type CustomerMessage =
  Hello | Consent | Refuse | Answer | CustomerCandidate | CustomerLink | CustomerICERequest | CustomerSay | CustomerStop | Leaving | Ping;
/**
 * FaultCode names a Fault for programs.
 * - FaultUnknownSession: no such session, or not one of this agent's.
 * - FaultWrongState: the session's state does not allow this now, for example an answer to an attempt that was replaced.
 * - FaultBadText: the chat message is empty, too long or has control characters.
 * - FaultTooFast: slow down; the message was not taken.
 * - FaultStorage: the server cannot write just now; the message was not kept. Try again.
 */
export type FaultCode = "unknown_session" | "wrong_state" | "bad_text" | "too_fast" | "storage";
/**
 * Party is who did or said something.
 */
export type Party = "agent" | "customer" | "system";
/**
 * Reason says why a session is in its state, for the words that both sides read.
 * - AgentStopped and CustomerStopped: that side's Stop button.
 * - Navigating: the customer's page went away and the next one is expected at once.
 * - CustomerGone and AgentGone: that side's page was closed or lost its network.
 * - LinkLost: both sides are there, the path between the browsers is not.
 * - TimedOut: interrupted for longer than the server waits.
 * - Guessed: too many wrong guesses at this very code.
 * - Admin: an administrator ended it.
 */
export type Reason =
  "agent_stopped" | "customer_stopped" | "navigating" | "customer_gone" | "agent_gone" | "link_lost" | "timed_out" | "guessed" | "admin";
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
 * Answer is the customer's description for the attempt.
 */
export interface Answer {
  type: "answer";
  attempt: string;
  sdp: string;
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
 * Consent is the customer's yes, or a change of what they allow while it runs. View is always part of it.
 */
export interface Consent {
  type: "consent";
  grants: Grant[];
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
 * ICEServer is one RTCIceServer.
 */
export interface ICEServer {
  urls: string[];
  username?: string;
  credential?: string;
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
 * Pong answers Ping.
 */
export interface Pong {
  type: "pong";
  n: number;
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
   * At is RFC 3339 with milliseconds, UTC.
   */
  at: string;
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
}
/**
 * Taken tells the agent that its spare offer went to the customer: keep that connection, get the next spare ready once it is up.
 */
export interface Taken {
  type: "taken";
  session: string;
  attempt: string;
}

/** Every FaultCode, in the order of the source. */
export const FAULT_CODES = ["unknown_session","wrong_state","bad_text","too_fast","storage"] as const satisfies readonly FaultCode[];

/** Every Grant, in the order of the source. */
export const GRANTS = ["view","point","scroll","fill","click","navigate"] as const satisfies readonly Grant[];

/** Every Party, in the order of the source. */
export const PARTIES = ["agent","customer","system"] as const satisfies readonly Party[];

/** Every Path, in the order of the source. */
export const PATHS = ["direct","relay"] as const satisfies readonly Path[];

/** Every Reason, in the order of the source. */
export const REASONS = ["agent_stopped","customer_stopped","navigating","customer_gone","agent_gone","link_lost","timed_out","guessed","admin"] as const satisfies readonly Reason[];

/** Every State, in the order of the source. */
export const STATES = ["issued","redeemed","asking","connecting","live","interrupted","refused","ended","expired","withdrawn"] as const satisfies readonly State[];

export const SUBPROTOCOL = "tandem.v1";

/** CLOSE_BAD_MESSAGE: not JSON, unknown type or field, or a value out of its limits. */
export const CLOSE_BAD_MESSAGE = 4400;

/** CLOSE_UNAUTHORIZED: no or a wrong token, or not signed in any more. Do not reconnect with the same one. */
export const CLOSE_UNAUTHORIZED = 4401;

/** CLOSE_HELLO_TIMEOUT: no hello within ten seconds. */
export const CLOSE_HELLO_TIMEOUT = 4408;

/** CLOSE_SUPERSEDED: another tab took the session over. */
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

/** MAX_TEXT in characters of one chat message. */
export const MAX_TEXT = 4000;

/** MAX_ID in bytes of ids made by a browser (chat messages, attempts). */
export const MAX_ID = 64;

/** MAX_CHAT_REPLAY is how many chat messages one attach or hello brings back at most, the newest ones. */
export const MAX_CHAT_REPLAY = 500;

/** What each message of the server is made of; see wire.ts for how to read it. */
export const SERVER_SHAPES = {
  state: {"session":"string","state":"string","reason?":"string","agent_name":"string","site_name":"string","ask":"boolean","grants":["string"],"agent_here":"boolean","customer_here":"boolean","expires_in_ms?":"number"},
  ice: {"session":"string","servers":[{"urls":["string"],"username?":"string","credential?":"string"}],"relay_only":"boolean","lifetime_ms":"number"},
  offer: {"session":"string","attempt":"string","sdp":"string","candidates":[{"candidate":"string","sdp_mid":"string"}],"ice":{"session":"string","servers":[{"urls":["string"],"username?":"string","credential?":"string"}],"relay_only":"boolean","lifetime_ms":"number"}},
  taken: {"session":"string","attempt":"string"},
  offer_wanted: {"session":"string"},
  answer: {"session":"string","attempt":"string","sdp":"string"},
  candidate: {"session":"string","attempt":"string","candidate":"string","sdp_mid":"string"},
  said: {"session":"string","seq":"number","id":"string","from":"string","name":"string","text":"string","at":"string"},
  fault: {"session?":"string","code":"string","message":"string","ref?":"string"},
  bye: {"retry_ms":"number"},
  pong: {"n":"number"},
} as const satisfies Record<ServerMessage["type"], unknown>;
