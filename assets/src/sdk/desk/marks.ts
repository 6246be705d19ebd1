import type { SeenShown, VisitorMessage } from "../../shared/wire.gen";
import type { ConversationLog } from "./log";
import type { ChatMemory } from "./memory";

/** Up to which entry of the log somebody has got it, and has read it. */
export interface HowFar {
  readonly delivered: number;
  readonly read: number;
}

const nothing: HowFar = { delivered: 0, read: 0 };

/** How far the two sides have got and read the conversation (C2): ours is told to the server, theirs is shown. */
export class Marks {
  readonly #log: ConversationLog;
  readonly #memory: ChatMemory;
  readonly #send: (message: VisitorMessage) => boolean;
  #theirs = nothing;
  #told = nothing;
  /** The end of the conversation is before the person's eyes. */
  #isLooking = false;

  constructor(log: ConversationLog, memory: ChatMemory, send: (message: VisitorMessage) => boolean) {
    this.#log = log;
    this.#memory = memory;
    this.#send = send;
  }

  get theirs(): HowFar {
    return this.#theirs;
  }

  /** Another conversation begins. */
  clear(): void {
    this.#theirs = this.#told = nothing;
  }

  /** The server is another one, or has forgotten: it is told anew. */
  tellAgain(): void {
    this.#told = nothing;
  }

  /** Whether the person sees the end of the conversation. */
  look(isLooking: boolean): void {
    this.#isLooking = isLooking;
  }

  /** The other side has got, or read, more. */
  shown({ delivered, read }: SeenShown): void {
    this.#theirs = { delivered: Math.max(delivered, read, this.#theirs.delivered), read: Math.max(read, this.#theirs.read) };
  }

  /** Read on another page, or in another browser. */
  readElsewhere(conversation: string, read: number): void {
    if (read > this.#memory.seen(conversation)) this.#memory.saw(conversation, read);
  }

  /** Tells how far the page has got the conversation and the person has seen it. Returns whether they have seen more. */
  tell(conversation: string): boolean {
    const delivered = this.#log.lastSeq;
    const before = this.#memory.seen(conversation);
    if (this.#isLooking && delivered > before) this.#memory.saw(conversation, delivered);
    const seen = this.#memory.seen(conversation);
    const read = Math.min(delivered, seen);
    if ((delivered > this.#told.delivered || read > this.#told.read) && this.#send({ type: "seen", delivered, read })) this.#told = { delivered, read };
    return seen !== before;
  }
}
