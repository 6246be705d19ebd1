import type { SocketEvents } from "../../link/socket";
import {
  CLOSE_UNAUTHORIZED, MAIL_REF, type ChatChanged, type CobrowseAbility, type Entry, type Fault, type GroupOpen, type Invitation, type SeenShown,
  type StartChat, type LeaveMessage, type ToVisitorMessage, type VisitorMessage,
} from "../../shared/wire.gen";
import { ConversationLog, type Line } from "./log";
import type { ChatMemory } from "./memory";
import { Typing } from "../../shared/typing";
import type { FileHeard, FileSaid } from "../../files/transfers";

/** What the chat shows; a new object at every change. */
export interface VisitModel {
  readonly isOnline: boolean;
  readonly groups: readonly GroupOpen[];
  readonly chat: ChatChanged | undefined;
  readonly lines: readonly Line[];
  readonly unread: number;
  /** Who types just now. */
  readonly typing: string | undefined;
  readonly theirs: { readonly delivered: number; readonly read: number };
  readonly invitation: Invitation | undefined;
  /** A conversation was asked for, and the server has not answered. */
  readonly isStarting: boolean;
  /** Why the last start was not taken. */
  readonly refusal: Fault["code"] | undefined;
  /** The transcript that was asked for by mail will not come. */
  readonly isMailRefused: boolean;
}

/** What a page is, as the desk sees it. */
export interface PageHere {
  readonly page: string;
  readonly title: string;
}

/** What a visit needs of the world. */
export interface VisitWorld {
  readonly siteKey: string;
  readonly language: () => string;
  readonly here: () => PageHere;
  readonly cobrowse: () => CobrowseAbility;
  /** The line to the server was measured. */
  readonly onRoundTrip: (ms: number) => void;
  readonly memory: ChatMemory;
  readonly newId: () => string;
  readonly connect: (events: SocketEvents<ToVisitorMessage>) => VisitSocket;
  readonly onChange: (model: VisitModel) => void;
  /** The agent asks to co-browse: the session that was made for it. */
  readonly onCobrowse: (session: string, token: string) => void;
  /** A message of the other side came. */
  readonly onMessage: (entry: Entry) => void;
  readonly files: FileEars;
}

/** What a visit hears that has to do with files, which are a part of their own. */
export interface FileEars {
  readonly heard: (message: FileHeard) => void;
  readonly fault: (fault: Fault) => void;
  readonly opened: () => void;
}

export interface VisitSocket {
  send(message: VisitorMessage): boolean;
  close(): void;
}

export interface Begin {
  readonly group: string;
  readonly name: string;
  readonly email: string;
  readonly text: string;
  readonly invitation?: string;
}

/** A message that the server could not take just now is said again after this. */
const sayAgainMs = 3000;

/**
 * One page of a visit (docs/protocol.md, "The chat and the desk"): it says that it is open, and follows the visitor's conversation, if there
 * is one. Free of any view.
 */
export class Visit {
  readonly #world: VisitWorld;
  readonly #log: ConversationLog;
  readonly #visit: string;
  readonly #returning: boolean;
  readonly #typing: Typing;
  #socket: VisitSocket;
  #isOnline = false;
  #groups: readonly GroupOpen[] = [];
  #chat: ChatChanged | undefined;
  #agentTypes: string | undefined;
  #agentTimer: ReturnType<typeof setTimeout> | undefined;
  #theirs = { delivered: 0, read: 0 };
  #told = { delivered: 0, read: 0 };
  #toldAbility: CobrowseAbility | undefined;
  #invitation: Invitation | undefined;
  /** Asked for and not answered: said again when the socket comes back. */
  #beginning: (StartChat & { readonly id: string }) | (LeaveMessage & { readonly id: string }) | undefined;
  #refusal: Fault["code"] | undefined;
  #isMailRefused = false;
  /** The end of the conversation is before the person's eyes. */
  #isLooking = false;

  constructor(world: VisitWorld) {
    this.#world = world;
    this.#log = new ConversationLog(world.memory);
    this.#visit = world.memory.visit(world.newId);
    this.#returning = world.memory.returning(this.#visit);
    this.#typing = new Typing((on) => { this.#socket.send({ type: "typing", on }); });
    this.#socket = this.#connect();
  }

  get model(): VisitModel {
    return {
      isOnline: this.#isOnline,
      groups: this.#groups,
      chat: this.#chat,
      lines: this.#log.lines,
      unread: this.#chat ? this.#log.unreadAfter(this.#world.memory.seen(this.#chat.conversation)) : 0,
      typing: this.#agentTypes,
      theirs: this.#theirs,
      invitation: this.#invitation,
      isStarting: this.#beginning !== undefined,
      refusal: this.#refusal,
      isMailRefused: this.#isMailRefused,
    };
  }

  start({ group, name, email, text, invitation }: Begin): void {
    this.#begin({
      type: "start", id: this.#world.newId(), group, name, language: this.#world.language(),
      ...(email === "" ? {} : { email }), ...(text === "" ? {} : { text }), ...(invitation === undefined ? {} : { invitation }),
    }, email);
  }

  /** Nobody is there: the message is kept, and answered by mail. */
  leaveMessage({ group, name, email, text }: Begin): void {
    this.#begin({ type: "leave", id: this.#world.newId(), group, name, email, language: this.#world.language(), text }, email);
  }

  say(text: string): void {
    const id = this.#world.newId();
    this.#log.write(id, text);
    this.#typing.ended();
    this.#socket.send({ type: "say", id, text });
    this.#changed();
  }

  types(): void {
    this.#typing.touched();
  }

  end(): void {
    this.#socket.send({ type: "end" });
  }

  rate(stars: number, comment: string): void {
    this.#socket.send({ type: "rate", stars, ...(comment === "" ? {} : { comment }) });
  }

  mailTranscript(email: string): void {
    this.#isMailRefused = false;
    this.#socket.send({ type: "mail_transcript", email });
  }

  /** Puts a message about a file on the socket; false when it is not open. */
  sayOfFile(message: FileSaid): boolean {
    return this.#socket.send(message);
  }

  declineInvitation(): void {
    if (this.#invitation) this.#socket.send({ type: "uninvited", id: this.#invitation.id });
    this.#invitation = undefined;
    this.#changed();
  }

  /** The person has read what became of the last conversation, and goes on to a new one. */
  forgetEnded(): void {
    this.#chat = undefined;
    this.#log.clear();
    this.#theirs = this.#told = { delivered: 0, read: 0 };
    this.#changed();
  }

  /** Whether the person sees the end of the conversation. */
  look(isLooking: boolean): void {
    this.#isLooking = isLooking;
    if (this.#mark()) this.#changed();
  }

  /** The page has a new address without having been loaded anew. */
  pageChanged(): void {
    this.#toldAbility = this.#world.cobrowse();
    this.#socket.send({ type: "page", ...this.#world.here(), cobrowse: this.#toldAbility });
  }

  close(): void {
    clearTimeout(this.#agentTimer);
    this.#typing.close();
    this.#socket.close();
    this.#isOnline = false;
  }

  /** The page is back out of the browser's cache. */
  reopen(): void {
    this.#socket = this.#connect();
  }

  #connect(): VisitSocket {
    return this.#world.connect({
      onOpen: () => { this.#opened(); },
      onMessage: (message) => {
        this.#receive(message);
        this.#changed();
      },
      onRetry: () => {
        this.#isOnline = false;
        this.#changed();
      },
      onEnd: (code) => { this.#ended(code); },
      onRoundTrip: (ms) => {
        this.#world.onRoundTrip(ms);
        if (this.#toldAbility !== undefined && this.#world.cobrowse() !== this.#toldAbility) this.pageChanged();
      },
    });
  }

  #opened(): void {
    const { siteKey, language, here, memory } = this.#world;
    const cobrowse = (this.#toldAbility = this.#world.cobrowse());
    this.#isOnline = true;
    this.#told = { delivered: 0, read: 0 };
    this.#socket.send({
      type: "visit", site_key: siteKey, visit: this.#visit, ...memory.visitor, ...here(), language: language(), returning: this.#returning,
      cobrowse, chat_after: this.#log.lastSeq,
    });
    if (this.#beginning) this.#socket.send(this.#beginning);
    for (const { id, text } of this.#log.unacknowledged) this.#socket.send({ type: "say", id, text });
    this.#world.files.opened();
    this.#changed();
  }

  /** A token that the server does not take any more is forgotten; this page begins anew without it. */
  #ended(code: number): void {
    this.#isOnline = false;
    if (code === CLOSE_UNAUTHORIZED && this.#world.memory.visitor) {
      this.#world.memory.visitor = undefined;
      this.#chat = undefined;
      this.#log.clear();
      this.#socket = this.#connect();
    }
    this.#changed();
  }

  #receive(message: ToVisitorMessage): void {
    switch (message.type) {
      case "welcome":
        this.#groups = message.groups;
        if (!message.chat && this.#chat) this.forgetEnded();
        break;
      case "chat":
        this.#chatChanged(message);
        break;
      case "entry":
        if (message.conversation === this.#chat?.conversation) this.#take(message);
        break;
      case "typing":
        this.#shownTyping(message.on ? message.name : undefined);
        break;
      case "seen":
        this.#seen(message);
        break;
      case "read":
        // On another page, or in another browser.
        if (this.#chat && message.read > this.#world.memory.seen(this.#chat.conversation)) this.#world.memory.saw(this.#chat.conversation, message.read);
        break;
      case "invite":
        if (!this.#chat || this.#chat.state === "ended") this.#invitation = message;
        break;
      case "cobrowse":
        this.#world.onCobrowse(message.session, message.token);
        break;
      case "file_offered":
      case "file_ice":
      case "file_sdp":
      case "file_candidate":
      case "file_ended":
        this.#world.files.heard(message);
        break;
      case "fault":
        this.#fault(message);
        this.#world.files.fault(message);
        break;
      default: // bye and pong are the socket's own
    }
  }

  #chatChanged(chat: ChatChanged): void {
    const { memory } = this.#world;
    if (chat.visitor !== undefined && chat.token !== undefined) memory.visitor = { visitor: chat.visitor, token: chat.token };
    if (chat.conversation !== this.#chat?.conversation && this.#chat) {
      this.#log.clear();
      this.#theirs = this.#told = { delivered: 0, read: 0 };
    }
    this.#chat = chat;
    this.#beginning = undefined;
    this.#refusal = undefined;
    this.#invitation = undefined;
    if (chat.state !== "active") this.#agentTypes = undefined;
  }

  #take(entry: Entry): void {
    const isNew = this.#log.take(entry);
    if (!isNew) return;
    if (entry.from === "agent") this.#shownTyping(undefined);
    this.#mark();
    if (entry.from === "agent" && entry.seq > this.#world.memory.seen(entry.conversation)) this.#world.onMessage(entry);
  }

  /** Tells how far the page has got the conversation and the person has seen it. */
  #mark(): boolean {
    if (!this.#chat) return false;
    const { memory } = this.#world;
    const { conversation } = this.#chat;
    const delivered = this.#log.lastSeq;
    const before = memory.seen(conversation);
    if (this.#isLooking && delivered > before) memory.saw(conversation, delivered);
    const read = Math.min(delivered, memory.seen(conversation));
    if (delivered > this.#told.delivered || read > this.#told.read) {
      if (this.#socket.send({ type: "seen", delivered, read })) this.#told = { delivered, read };
    }
    return memory.seen(conversation) !== before;
  }

  /** An agent whose line is lost must not type for ever. */
  #shownTyping(name: string | undefined): void {
    clearTimeout(this.#agentTimer);
    this.#agentTypes = name;
    if (name === undefined) return;
    this.#agentTimer = setTimeout(() => {
      this.#agentTypes = undefined;
      this.#changed();
    }, Typing.shownMs);
  }

  #seen({ delivered, read }: SeenShown): void {
    this.#theirs = { delivered: Math.max(delivered, read, this.#theirs.delivered), read: Math.max(read, this.#theirs.read) };
  }

  #fault(fault: Fault): void {
    if (fault.ref === MAIL_REF) this.#isMailRefused = true;
    const again = this.#log.fault(fault);
    if (again !== undefined) setTimeout(() => { this.#sayAgain(again); }, sayAgainMs);
    if (this.#beginning && (fault.ref === this.#beginning.id || fault.ref === undefined)) {
      this.#beginning = undefined;
      this.#refusal = fault.code;
    }
  }

  #sayAgain(id: string): void {
    for (const message of this.#log.unacknowledged) if (message.id === id) this.#socket.send({ type: "say", id, text: message.text });
  }

  #begin(message: StartChat | LeaveMessage, email: string): void {
    this.#world.memory.person = { name: message.name, email };
    this.#beginning = message;
    this.#refusal = undefined;
    this.#socket.send(message);
    this.#changed();
  }

  #changed(): void {
    this.#world.onChange(this.model);
  }
}
