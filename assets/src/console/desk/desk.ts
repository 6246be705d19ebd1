import { batch, computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Colleague, Conversation, DeskGroup, DeskMessage, DeskSnapshot, Duty, DutyReason, Fault, OnSite, Right, ToDeskMessage } from "../../shared/wire.gen";
import type { MakeFilePeer } from "../../files/file-link";
import { partOf } from "./beside";
import type { SendDesk } from "./edges";
import { DeskFiles } from "./files";
import { Thread, type WriteKind } from "./thread";

/** A message that the server could not take just now is said again after this. */
const sayAgainMs = 3000;

export interface DeskOptions {
  readonly newId: () => string;
  readonly makeFilePeer: MakeFilePeer;
  /** A visitor wrote, or one is offered to this person, or a colleague asks them: for sound and notification. */
  readonly onNews: (news: News) => void;
}

export type News =
  | { readonly kind: "offered"; readonly conversation: Conversation }
  | { readonly kind: "asked"; readonly conversation: Conversation }
  | { readonly kind: "message"; readonly conversation: Conversation };

/**
 * The desk as this window knows it: what the server last said, in signals, and what the person does. The socket belongs to whoever calls
 * opened, receive and closed.
 */
export class Desk {
  readonly me = signal<Colleague | null>(null);
  readonly rights = signal<readonly Right[]>([]);
  readonly groups = signal<readonly DeskGroup[]>([]);
  readonly people = signal<readonly Colleague[]>([]);
  readonly conversations = signal<ReadonlyMap<string, Conversation>>(new Map());
  readonly visitors = signal<ReadonlyMap<string, OnSite>>(new Map());
  readonly online = signal(false);
  /** Why the server changed this person's duty, until they change it themselves. */
  readonly dutyReason = signal<DutyReason | null>(null);
  /** What the server refused last, to be told in passing. */
  readonly refused = signal<Fault["code"] | null>(null);
  /** A direct conversation that was asked for: shown as soon as it is there. */
  readonly directWanted = signal<string | null>(null);
  /** Everything of others that this person has not read, in conversations of their own. */
  readonly unread: ReadonlySignal<number> = computed(() => {
    const me = this.me.value?.id;
    let sum = 0;
    for (const each of this.conversations.value.values()) {
      if (each.state === "offered" && each.agent === me) sum += 1;
      else if (each.kind === "direct" || partOf(each, me) !== null) sum += each.unread;
    }
    return sum;
  });
  /** Files on their way. */
  readonly files: DeskFiles;
  readonly #options: DeskOptions;
  readonly #threads = new Map<string, Thread>();
  /** How many views follow each conversation. */
  readonly #followed = new Map<string, number>();
  #watchers = 0;
  #send: SendDesk | null = null;
  /** When each conversation that is offered to this person goes on to another, by performance.now(). */
  readonly #offeredUntil = new Map<string, number>();

  constructor(options: DeskOptions) {
    this.#options = options;
    this.files = new DeskFiles({
      newId: options.newId,
      makePeer: options.makeFilePeer,
      send: (message) => this.do(message),
      onOffered: (id) => {
        const conversation = this.conversations.value.get(id);
        if (conversation) options.onNews({ kind: "message", conversation });
      },
    });
  }

  opened(send: SendDesk): void {
    this.#send = send;
    this.online.value = true;
    for (const id of this.#followed.keys()) this.#follow(id);
    if (this.#watchers > 0) this.do({ type: "visitors", on: true });
    this.files.opened();
  }

  closed(): void {
    this.#send = null;
    this.online.value = false;
  }

  receive(message: ToDeskMessage): void {
    batch(() => { this.#receive(message); });
  }

  /** Sends; what is asked of a server that is not there is not done, and the screen shows that it is not. */
  do(message: DeskMessage): boolean {
    return this.#send?.(message) ?? false;
  }

  thread(id: string): Thread {
    const there = this.#threads.get(id);
    if (there) return there;
    const made = new Thread();
    this.#threads.set(id, made);
    return made;
  }

  /** Has a conversation's lines sent for as long as somebody looks. Returns what ends it. */
  follow(id: string): () => void {
    const count = this.#followed.get(id) ?? 0;
    this.#followed.set(id, count + 1);
    if (count === 0) this.#follow(id);
    return () => {
      const left = (this.#followed.get(id) ?? 1) - 1;
      if (left > 0) this.#followed.set(id, left);
      else {
        this.#followed.delete(id);
        this.do({ type: "unfollow", conversation: id });
      }
    };
  }

  /** Has the list of visitors kept up to date for as long as somebody looks. */
  watchVisitors(): () => void {
    if (this.#watchers++ === 0) this.do({ type: "visitors", on: true });
    return () => {
      if (--this.#watchers > 0) return;
      this.do({ type: "visitors", on: false });
      this.visitors.value = new Map();
    };
  }

  write(conversation: string, kind: WriteKind, text: string): void {
    const draft = { id: this.#options.newId(), kind, text, isRefused: false };
    this.thread(conversation).write(draft);
    this.#say(conversation, draft);
  }

  retry(conversation: string, id: string): void {
    const draft = this.thread(conversation).discard(id);
    if (draft) this.write(conversation, draft.kind, draft.text);
  }

  /** Moves this person's marks to the end of what they see. */
  read(conversation: string): void {
    const there = this.conversations.value.get(conversation);
    const { lastSeq } = this.thread(conversation);
    if (!there || lastSeq === 0 || (there.read >= lastSeq && there.unread === 0)) return;
    if (this.do({ type: "seen", conversation, delivered: lastSeq, read: lastSeq })) this.#change({ ...there, read: lastSeq, unread: 0 });
  }

  setDuty(state: Duty, capacity: number): void {
    const me = this.me.value;
    if (!this.do({ type: "duty", state, capacity }) || !me) return;
    this.dutyReason.value = null;
    this.me.value = { ...me, state, capacity };
  }

  /** Milliseconds that are left for taking it; null where it is not offered to this person. */
  pickUpLeft(id: string): number | null {
    const until = this.#offeredUntil.get(id);
    return until === undefined ? null : Math.max(0, until - performance.now());
  }

  #receive(message: ToDeskMessage): void {
    switch (message.type) {
      case "desk":
        this.#replace(message);
        break;
      case "conversation":
        this.#arrived(message.conversation);
        break;
      case "gone":
        this.conversations.value = without(this.conversations.value, message.conversation);
        this.#offeredUntil.delete(message.conversation);
        break;
      case "person":
        this.#person(message.person);
        break;
      case "duty":
        if (this.me.value) this.me.value = { ...this.me.value, state: message.state, capacity: message.capacity };
        this.dutyReason.value = message.reason ?? null;
        break;
      case "entry":
        this.thread(message.conversation).take(message);
        break;
      case "typing":
        this.thread(message.conversation).types(message.on ? message.name : null);
        break;
      case "seen":
        this.#seen(message.conversation, message.delivered, message.read);
        break;
      case "visitor":
        this.visitors.value = new Map(this.visitors.value).set(message.visitor.visit, message.visitor);
        break;
      case "visitor_gone":
        this.visitors.value = without(this.visitors.value, message.visit);
        break;
      case "cobrowse": {
        const there = this.conversations.value.get(message.conversation);
        if (there) this.#change({ ...there, session: message.session });
        break;
      }
      case "fault":
        this.#fault(message);
        break;
      default: // bye and pong are the socket's own
        this.files.receive(message);
    }
  }

  #replace({ me, rights, groups, people, conversations }: DeskSnapshot): void {
    this.me.value = me;
    this.rights.value = rights;
    this.groups.value = groups;
    this.people.value = people;
    this.#offeredUntil.clear();
    this.conversations.value = new Map(conversations.map((each) => [each.id, each]));
    for (const each of conversations) this.#clock(each);
  }

  #arrived(next: Conversation): void {
    const before = this.conversations.value.get(next.id);
    this.#change(next);
    this.#clock(next);
    const me = this.me.value?.id;
    if (next.state === "offered" && next.agent === me && before?.state !== "offered") this.#options.onNews({ kind: "offered", conversation: next });
    else if (next.agent !== me && partOf(next, me) !== null && (!before || partOf(before, me) === null)) this.#options.onNews({ kind: "asked", conversation: next });
    else if (next.unread > (before?.unread ?? 0) && (next.agent === me || next.kind === "direct" || partOf(next, me) !== null)) this.#options.onNews({ kind: "message", conversation: next });
  }

  #clock({ id, pick_up_ms }: Conversation): void {
    if (pick_up_ms === undefined) this.#offeredUntil.delete(id);
    else this.#offeredUntil.set(id, performance.now() + pick_up_ms);
  }

  #change(next: Conversation): void {
    this.conversations.value = new Map(this.conversations.value).set(next.id, next);
  }

  #person(person: Colleague): void {
    if (person.id === this.me.value?.id) this.me.value = person;
    this.people.value = [...this.people.value.filter(({ id }) => id !== person.id), person];
  }

  #seen(id: string, delivered: number, read: number): void {
    const there = this.conversations.value.get(id);
    if (there) this.#change({ ...there, their_delivered: Math.max(delivered, there.their_delivered), their_read: Math.max(read, there.their_read) });
  }

  #follow(id: string): void {
    const thread = this.thread(id);
    if (!this.do({ type: "follow", conversation: id, after: thread.lastSeq })) return;
    thread.isLoaded.value = true;
    for (const draft of thread.unacknowledged) this.#say(id, draft);
  }

  #say(conversation: string, { id, kind, text }: { readonly id: string; readonly kind: WriteKind; readonly text: string }): void {
    this.do({ type: kind === "message" ? "say" : kind, conversation, id, text });
  }

  #fault(fault: Fault): void {
    if (this.files.fault(fault.ref, fault.code)) return;
    // It may be there all the same by and by; it would come up by itself then, over what the person does.
    if (fault.ref === this.directWanted.value) this.directWanted.value = null;
    for (const [id, thread] of this.#threads) {
      if (!thread.fault(fault)) continue;
      setTimeout(() => { for (const draft of thread.unacknowledged) if (draft.id === fault.ref) this.#say(id, draft); }, sayAgainMs);
      return;
    }
    this.refused.value = fault.code;
  }
}

function without<T>(map: ReadonlyMap<string, T>, id: string): ReadonlyMap<string, T> {
  const next = new Map(map);
  next.delete(id);
  return next;
}
