import { type Answer, AssetLimit, decodeAnswer, encodeWant, type Lack, type Want } from "./assets";

/** An asset that is here. */
export interface Stored {
  readonly hash: string;
  readonly type: string;
  readonly blob: Blob;
  /** A `blob:` address of it. */
  readonly url: string;
}

export interface DepotOptions {
  /** Takes one message to Courier.receive. */
  send(message: Uint8Array<ArrayBuffer>): void;
  /** What a canvas of the page shows. */
  canvas(page: number, node: number, picture: Blob | "tainted"): void;
}

/** What is shown as a picture may be; other types would be documents, if somebody opened them by themselves. */
const SAFE_TYPE = /^(?:image\/[a-z0-9.+-]+|font\/[a-z0-9.+-]+|text\/css)$/;

interface Request {
  readonly want: Want;
  readonly done: ((result: Stored | Lack) => void)[];
}

/**
 * The assets of a session at the agent's, by content: they outlive the pages that use them, so that each comes once. What is here under an
 * address is used for it again at once, while the customer's browser looks whether it is still the same.
 */
export class Depot {
  readonly #stored = new Map<string, Stored>();
  readonly #byAddress = new Map<string, Stored>();
  /** By the address asked for. */
  readonly #requests = new Map<string, Request>();
  readonly #numbers = new Map<number, Request>();
  #size = 0;
  #next = 1;

  constructor(private readonly options: DepotOptions) {}

  /** What is known to stand behind an address. */
  at(address: string): Stored | undefined {
    return this.#byAddress.get(address);
  }

  /**
   * Asks the customer's browser. Who asks for the same of the same page while it is on its way gets the same answer; what was asked of a page that the
   * customer has left stays without one (Courier.receive), so that the next page asks for itself.
   */
  ask(want: Omit<Want, "number" | "afresh">, done: (result: Stored | Lack) => void): void {
    const pending = this.#requests.get(want.url);
    if (pending?.want.page === want.page) pending.done.push(done);
    else this.#request({ want: { ...want, number: this.#next++, afresh: false }, done: [done] });
  }

  /** Takes one message of the customer's. Throws WireError when it is not one. */
  receive(message: Uint8Array): void {
    const answer = decodeAnswer(message);
    if (answer.kind === "canvas") {
      if (answer.type === "tainted") this.options.canvas(answer.page, answer.node, "tainted");
      else if (SAFE_TYPE.test(answer.type)) this.options.canvas(answer.page, answer.node, new Blob([answer.bytes as Uint8Array<ArrayBuffer>], { type: answer.type }));
      return;
    }
    const request = this.#numbers.get(answer.number);
    if (request === undefined) return;
    this.#numbers.delete(answer.number);
    const result = this.#result(answer) ?? (request.want.afresh ? "failed" : undefined);
    if (result === undefined) {
      // Said to be known, and is not: this window is younger than the session.
      this.#request({ ...request, want: { ...request.want, number: this.#next++, afresh: true } });
      return;
    }
    if (this.#requests.get(request.want.url) === request) this.#requests.delete(request.want.url);
    if (typeof result !== "string") this.#byAddress.set(request.want.url, result);
    for (const done of request.done) done(result);
  }

  /** A new connection, or another page: what was on its way will not come. */
  reset(): void {
    this.#requests.clear();
    this.#numbers.clear();
  }

  destroy(): void {
    this.reset();
    for (const { url } of this.#stored.values()) URL.revokeObjectURL(url);
    this.#stored.clear();
    this.#byAddress.clear();
  }

  #request(request: Request): void {
    this.#requests.set(request.want.url, request);
    this.#numbers.set(request.want.number, request);
    this.options.send(encodeWant(request.want));
  }

  #result(answer: Exclude<Answer, { kind: "canvas" }>): Stored | Lack | undefined {
    switch (answer.kind) {
      case "lack":
        return answer.why;
      case "known":
        return this.#stored.get(answer.hash);
      case "bytes":
        return this.#stored.get(answer.hash) ?? this.#store(answer.hash, answer.type, answer.bytes);
    }
  }

  #store(hash: string, type: string, bytes: Uint8Array): Stored | Lack {
    // Whoever is at the other end: this window's memory has an end.
    if (this.#size + bytes.length > AssetLimit.session) return "full";
    this.#size += bytes.length;
    const safe = SAFE_TYPE.test(type) ? type : "application/octet-stream";
    const blob = new Blob([bytes as Uint8Array<ArrayBuffer>], { type: safe });
    const stored: Stored = { hash, type: safe, blob, url: URL.createObjectURL(blob) };
    this.#stored.set(hash, stored);
    return stored;
  }
}
