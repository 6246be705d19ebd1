import type { FileSaid } from "../../files/transfers";
import { Typing } from "../../shared/typing";
import {
  CLOSE_UNAUTHORIZED, MAIL_REF, type ChatChanged, type CobrowseAbility, type Entry, type Fault, type GroupOpen, type Invitation, type LeaveMessage, type StartChat, type ToVisitorMessage, type VisitorMessage,
} from "../../shared/wire.gen";
import { Beginning } from "./beginning";
import { ConversationLog } from "./log";
import { Marks } from "./marks";
import { Saying } from "./saying";
import { TheirTyping } from "./their-typing";
import type { Begin, VisitModel, VisitSocket, VisitWorld } from "./visit-world";

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
  readonly #theirTyping = new TheirTyping(() => { this.#changed(); });
  readonly #marks: Marks;
  readonly #saying: Saying;
  readonly #beginning = new Beginning();
  #socket: VisitSocket;
  #isOnline = false;
  #groups: readonly GroupOpen[] = [];
  #chat: ChatChanged | undefined;
  #toldAbility: CobrowseAbility | undefined;
  #invitation: Invitation | undefined;
  #isMailRefused = false;

  constructor(world: VisitWorld) {
    this.#world = world;
    this.#log = new ConversationLog(world.memory);
    const send = (message: VisitorMessage) => this.#socket.send(message);
    this.#marks = new Marks(this.#log, world.memory, send);
    this.#saying = new Saying(this.#log, send);
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
      typing: this.#theirTyping.name,
      theirs: this.#marks.theirs,
      invitation: this.#invitation,
      isStarting: this.#beginning.asked !== undefined,
      refusal: this.#beginning.refusal,
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
    this.#typing.ended();
    this.#saying.say(this.#world.newId(), text);
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
    this.#cleared();
    this.#changed();
  }

  /** Whether the person sees the end of the conversation. */
  look(isLooking: boolean): void {
    this.#marks.look(isLooking);
    if (this.#chat && this.#marks.tell(this.#chat.conversation)) this.#changed();
  }

  /** The page has a new address without having been loaded anew. */
  pageChanged(): void {
    this.#toldAbility = this.#world.cobrowse();
    this.#socket.send({ type: "page", ...this.#world.here(), cobrowse: this.#toldAbility });
  }

  /** The person has chosen another language: the groups' names and greetings come anew. */
  speak(): void {
    this.close();
    this.reopen();
  }

  close(): void {
    this.#theirTyping.close();
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
    this.#marks.tellAgain();
    this.#socket.send({
      type: "visit", site_key: siteKey, visit: this.#visit, ...memory.visitor, ...here(), language: language(), returning: this.#returning,
      cobrowse, chat_after: this.#log.lastSeq,
    });
    if (this.#beginning.asked) this.#socket.send(this.#beginning.asked);
    this.#saying.sayAll();
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
        this.#theirTyping.show(message.on ? message.name : undefined);
        break;
      case "seen":
        this.#marks.shown(message);
        break;
      case "read":
        if (this.#chat) this.#marks.readElsewhere(this.#chat.conversation, message.read);
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
    if (chat.conversation !== this.#chat?.conversation && this.#chat) this.#cleared();
    this.#chat = chat;
    this.#beginning.answered();
    this.#invitation = undefined;
    if (chat.state !== "active") this.#theirTyping.show(undefined);
  }

  /** Nothing is known of the conversation that comes next. */
  #cleared(): void {
    this.#log.clear();
    this.#marks.clear();
  }

  #take(entry: Entry): void {
    const isNew = this.#log.take(entry);
    if (!isNew) return;
    if (entry.from === "agent") this.#theirTyping.show(undefined);
    this.#marks.tell(entry.conversation);
    if (entry.from === "agent" && entry.seq > this.#world.memory.seen(entry.conversation)) this.#world.onMessage(entry);
  }

  #fault(fault: Fault): void {
    if (fault.ref === MAIL_REF) this.#isMailRefused = true;
    this.#saying.fault(fault);
    this.#beginning.fault(fault);
  }

  #begin(message: StartChat | LeaveMessage, email: string): void {
    this.#world.memory.person = { name: message.name, email };
    this.#beginning.ask(message);
    this.#socket.send(message);
    this.#changed();
  }

  #changed(): void {
    this.#world.onChange(this.model);
  }
}
