import { decodeJson, encodeJson, type Json } from "../shared/json";
import { isServerMessage } from "../shared/wire";
import {
  CLOSE_BAD_MESSAGE, CLOSE_ENDED, CLOSE_SUPERSEDED, CLOSE_TOO_LARGE, CLOSE_TOO_MANY, CLOSE_UNAUTHORIZED, SUBPROTOCOL,
  type Bye, type Pong, type ServerMessage,
} from "../shared/wire.gen";
import { Backoff } from "./backoff";

/** What a Socket reports. Nothing is reported after close. */
export interface SocketEvents<In extends { readonly type: string } = ServerMessage> {
  /** Open, for the first time or again: say who is here, and what was not acknowledged. */
  readonly onOpen: () => void;
  /** Every message but the socket's own pong and bye. */
  readonly onMessage: (message: In) => void;
  /** Lost; the socket tries again after the given time. */
  readonly onRetry: (afterMs: number) => void;
  /** Closed by the server for good (CLOSE_UNAUTHORIZED, CLOSE_SUPERSEDED or CLOSE_ENDED): it does not try again. */
  readonly onEnd: (code: number) => void;
  /** How long the server's answer to a ping took, in milliseconds: with what is said, and in silence. */
  readonly onRoundTrip?: (ms: number) => void;
}

/** The first retry comes within half a second; later ones no further apart than this. */
const firstRetryMs = 500;
const maxRetryMs = 15_000;
/**
 * A handshake that takes longer is abandoned. The first few not as late: one that was begun just before the network changed, or in the dark, would
 * hang while a new one succeeds at once. Later ones leave time for the slowest lines.
 */
const openTimeoutMs = 10_000;
const earlyOpenTimeoutMs = 4000;
const earlyTries = 3;
/** A server that says nothing for this long is asked whether it is there … */
const quietMs = 9000;
/** … and taken for dead when it does not answer. Together below 20 s. */
const pongTimeoutMs = 8000;
/** A server that is asked because there is doubt answers within this, or within the time that it took to open the socket, which is three round trips. */
const doubtTimeoutMs = 1000;
/** Before trying again what the server called a fault of this program, or too much. */
const faultDelayMs = 30_000;
const tooManyDelayMs = 10_000;

/**
 * A WebSocket to the server that comes back by itself (docs/protocol.md, "Close codes"). Outgoing messages are not kept: what must
 * survive a loss is said again by the owner in onOpen.
 */
export class Socket<Out extends { readonly type: string }, In extends { readonly type: string } = ServerMessage> {
  readonly #url: string;
  readonly #events: SocketEvents<In>;
  readonly #isKnown: (value: unknown) => boolean;
  readonly #backoff: Backoff;
  #socket: WebSocket | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pings = 0;
  #pingedAt = 0;
  /** A ping is on its way that somebody is waiting for. */
  #isInDoubt = false;
  #openedIn = 0;
  /** Handshakes that were abandoned since the last that succeeded. */
  #hung = 0;
  /** From the server's bye: when to come back. */
  #returnMs: number | undefined;
  #isClosed = false;
  readonly #retryNow = () => {
    if (!this.#socket) this.#connect();
  };

  /** `isKnown` tells the messages of this kind of socket from others, which are passed over. */
  constructor(url: string, events: SocketEvents<In>, backoff = new Backoff(firstRetryMs, maxRetryMs), isKnown: (value: unknown) => boolean = isServerMessage) {
    this.#url = url;
    this.#events = events;
    this.#isKnown = isKnown;
    this.#backoff = backoff;
    addEventListener("online", this.#retryNow);
    this.#connect();
  }

  get isOpen(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /** Hands a message to the browser; false when the socket is not open. What is said to a server that is not there is noticed soon. */
  send(message: Out): boolean {
    if (!this.#socket || !this.isOpen) return false;
    // Messages are plain data: interfaces have no index signature, which is all that keeps them from being Json.
    this.#socket.send(encodeJson(message as unknown as Json));
    this.check();
    return true;
  }

  /** Tries at once instead of waiting for the next turn; for a button. */
  retry(): void {
    if (!this.#isClosed) this.#retryNow();
  }

  /** There is reason to doubt the network: if the server does not answer at once, the socket is made anew. */
  check(): void {
    if (this.#isInDoubt || !this.isOpen) return;
    this.#isInDoubt = true;
    this.#ask(Math.min(pongTimeoutMs, Math.max(doubtTimeoutMs, this.#openedIn)), () => { this.#renew(); });
  }

  close(): void {
    this.#isClosed = true;
    removeEventListener("online", this.#retryNow);
    this.#drop()?.close(1000);
  }

  #connect(): void {
    clearTimeout(this.#timer);
    const socket = new WebSocket(this.#url, SUBPROTOCOL);
    this.#socket = socket;
    this.#timer = setTimeout(() => {
      this.#hung++;
      this.#lost(0);
    }, this.#hung < earlyTries ? earlyOpenTimeoutMs : openTimeoutMs);
    const begun = performance.now();
    socket.onopen = () => {
      this.#hung = 0;
      this.#openedIn = performance.now() - begun;
      this.#watch();
      this.#events.onOpen();
    };
    socket.onmessage = (event: MessageEvent<unknown>) => { this.#received(event.data); };
    socket.onclose = (event) => { this.#lost(event.code); };
  }

  #received(data: unknown): void {
    this.#watch();
    const message = typeof data === "string" ? this.#decode(data) : undefined;
    if (!message) return;
    this.#backoff.reset();
    if (isOwn(message)) {
      if (message.type === "bye") this.#returnMs = message.retry_ms;
      else if (message.n === this.#pings) this.#events.onRoundTrip?.(performance.now() - this.#pingedAt);
    } else this.#events.onMessage(message);
  }

  #decode(text: string): In | Bye | Pong | undefined {
    try {
      const value: unknown = decodeJson(text);
      return this.#isKnown(value) ? (value as In) : undefined;
    } catch {
      return undefined;
    }
  }

  /** Starts to wait for silence anew. */
  #watch(): void {
    clearTimeout(this.#timer);
    this.#isInDoubt = false;
    this.#timer = setTimeout(() => { this.#ask(pongTimeoutMs, () => { this.#lost(0); }); }, quietMs);
  }

  #ask(answerWithinMs: number, otherwise: () => void): void {
    clearTimeout(this.#timer);
    this.#pings = (this.#pings + 1) >>> 0;
    this.#pingedAt = performance.now();
    this.#socket?.send(encodeJson({ type: "ping", n: this.#pings }));
    this.#timer = setTimeout(otherwise, answerWithinMs);
  }

  /** It is this machine's network that changed: there is nobody to be gentle to, and the first try is made at once. */
  #renew(): void {
    this.#drop()?.close();
    this.#events.onRetry(0);
    if (!this.#isClosed) this.#retryNow();
  }

  #lost(code: number): void {
    this.#drop()?.close();
    if (code === CLOSE_UNAUTHORIZED || code === CLOSE_SUPERSEDED || code === CLOSE_ENDED) {
      this.close();
      this.#events.onEnd(code);
      return;
    }
    const delay = this.#delayAfter(code);
    this.#timer = setTimeout(this.#retryNow, delay);
    this.#events.onRetry(delay);
  }

  #delayAfter(code: number): number {
    const wait = this.#backoff.next();
    const asked = this.#returnMs;
    this.#returnMs = undefined;
    if (asked !== undefined) return asked;
    if (code === CLOSE_BAD_MESSAGE || code === CLOSE_TOO_LARGE) return faultDelayMs + wait;
    return code === CLOSE_TOO_MANY ? tooManyDelayMs + wait : wait;
  }

  /** Lets go of the present connection without waiting for its end: to a dead server that can take a minute. */
  #drop(): WebSocket | undefined {
    clearTimeout(this.#timer);
    this.#isInDoubt = false;
    const socket = this.#socket;
    this.#socket = undefined;
    if (socket) socket.onopen = socket.onmessage = socket.onclose = null;
    return socket;
  }
}

/** The socket's own affairs, the same for every kind. */
function isOwn(message: { readonly type: string }): message is Bye | Pong {
  return message.type === "bye" || message.type === "pong";
}
