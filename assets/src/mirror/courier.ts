import { AssetKind, AssetLimit, type Answer, decodeWant, encodeAnswer, type Lack, type Want } from "./assets";
import { addressesIn } from "./css";
import { readAsset } from "./reading";

/** Which assets the agent has already, page after page of one session. Kept by whoever holds the session. */
export interface AssetMemory {
  /** Bytes of all that was sent. */
  readonly size: number;
  has(hash: string): boolean;
  add(hash: string, size: number): void;
}

/** What Capture says about what it has sent: only that may be asked for. */
export interface Told {
  readonly page: number;
  nodeById(id: number): Node | undefined;
  coverOf(element: Element): "shown" | "masked" | "blocked";
  /** An element's attributes as they were sent. */
  attributesById(id: number): ReadonlyMap<string, string> | undefined;
  /** Every style sheet that was sent. */
  sheetTexts(): Iterable<{ readonly base: string; readonly text: string }>;
}

export interface CourierOptions {
  /** Takes one message to Replica.receiveAsset. */
  send(message: Uint8Array<ArrayBuffer>): void;
  /** Bytes handed to `send` that have not left yet. */
  backlog?(): number;
  readonly memory?: AssetMemory;
  /** False: everything is refused. */
  readonly enabled?: boolean;
}

/** Assets that are read at a time: a browser's own connections to one server are six, and the page wants some of them. */
const AT_ONCE = 4;
/** While more than this waits for the network, in bytes, nothing is read. The page's own changes share the path. */
const HIGH_WATER = 256 << 10;
/** How often a courier that is held up looks again, and the longest that it waits for the page to be idle, in milliseconds. */
const PATIENCE = 50;
const IDLE_PATIENCE = 500;
/** A browser keeps a record of so many loads of a page (Resource Timing §4.2), unless the page asks for more. */
const REMEMBERED = 250;

/**
 * Reads assets in the customer's browser, with the customer's own credentials, and sends each once. The agent is not trusted: it gets what the
 * page it was sent names as a picture, a font or a style sheet, outside of everything masked, and only if it is one.
 */
export class Courier {
  readonly #urgent: Want[] = [];
  readonly #idle: Want[] = [];
  readonly #memory: AssetMemory;
  /** Addresses in sheets that came through here. */
  readonly #imported = new Set<string>();
  readonly #inSheets = new WeakMap<object, ReadonlySet<string>>();
  #busy = 0;
  #wake: number | null = null;
  #stopped = false;

  constructor(
    private readonly win: Window & typeof globalThis,
    private readonly told: Told,
    private readonly options: CourierOptions,
  ) {
    this.#memory = options.memory ?? forgetful();
  }

  /** Takes a message of the replica. Throws WireError when it is not one. */
  receive(message: Uint8Array): void {
    const want = decodeWant(message);
    if (this.#stopped || want.page !== this.told.page) return;
    if (this.#urgent.length + this.#idle.length >= AssetLimit.waiting) {
      this.#lack(want, "full");
      return;
    }
    (want.urgent ? this.#urgent : this.#idle).push(want);
    this.#pump();
  }

  stop(): void {
    this.#stopped = true;
    this.#urgent.length = 0;
    this.#idle.length = 0;
    if (this.#wake !== null) this.win.clearTimeout(this.#wake);
  }

  #pump(): void {
    while (this.#busy < AT_ONCE && !this.#stopped) {
      if ((this.options.backlog?.() ?? 0) > HIGH_WATER) {
        this.#later();
        return;
      }
      const want = this.#urgent.shift();
      if (want === undefined) break;
      this.#begin(want);
    }
    if (this.#busy > 0 || this.#idle.length === 0 || this.#stopped) return;
    this.#whenIdle(() => {
      for (let want = this.#next(); want !== undefined; want = this.#next()) this.#begin(want);
    });
  }

  #next(): Want | undefined {
    return this.#stopped || this.#busy >= AT_ONCE ? undefined : this.#idle.shift();
  }

  #later(): void {
    this.#wake ??= this.win.setTimeout(() => {
      this.#wake = null;
      this.#pump();
    }, PATIENCE);
  }

  #whenIdle(then: () => void): void {
    if ("requestIdleCallback" in this.win) this.win.requestIdleCallback(then, { timeout: IDLE_PATIENCE });
    else (this.win as Window).setTimeout(then, PATIENCE);
  }

  #begin(want: Want): void {
    this.#busy++;
    void this.#serve(want).then((answer) => {
      this.#busy--;
      if (this.#stopped) return;
      this.#send(answer);
      this.#pump();
    });
  }

  async #serve(want: Want): Promise<Answer> {
    const { number } = want;
    const lack = (why: Lack): Answer => ({ kind: "lack", number, why });
    if (this.options.enabled === false) return lack("off");
    if (!this.#wasTold(want)) return lack("hidden");
    if (want.node === 0 && !want.urgent && want.kind === AssetKind.Picture && !this.#isUsed(want.url)) return lack("unused");
    const found = await readAsset(this.win, want.url, want.kind, this.told.nodeById(want.node));
    if (typeof found === "string") return lack(found);
    const { type, bytes } = found;
    const hash = await this.#hash(bytes);
    if (want.kind === AssetKind.Sheet) this.#remember(want.url, bytes);
    if (!want.afresh && this.#memory.has(hash)) return { kind: "known", number, hash };
    // Nothing leaves any more: what is remembered as sent would never come.
    if (this.#stopped) return lack("off");
    if (this.#memory.size + bytes.length > AssetLimit.session) return lack("full");
    this.#memory.add(hash, bytes.length);
    return { kind: "bytes", number, hash, type, bytes };
  }

  /** Whether the page as it was sent asks for this address, in a part that is shown at this moment. */
  #wasTold({ node, url }: Want): boolean {
    if (!/^(?:https?|blob):/i.test(url)) return false;
    if (node === 0) {
      if (this.#imported.has(url)) return true;
      for (const sheet of this.told.sheetTexts()) if (this.#addresses(sheet).has(url)) return true;
      return false;
    }
    const element = this.told.nodeById(node);
    const attributes = this.told.attributesById(node);
    if (element?.nodeType !== 1 || attributes === undefined || this.told.coverOf(element as Element) !== "shown") return false;
    for (const name of ["src", "poster", "background", "href", "http://www.w3.org/1999/xlink xlink:href"]) if (attributes.get(name) === url) return true;
    if (attributes.get("srcset")?.split(" ")[0] === url) return true;
    return addressesIn(attributes.get("style") ?? "", (element as Element).baseURI).indexOf(url) >= 0;
  }

  /** Whether the page's own browser has loaded it. It says so of the first so many only; beyond that, yes is assumed. */
  #isUsed(url: string): boolean {
    const { performance } = this.win;
    return performance.getEntriesByName(url).length > 0 || performance.getEntriesByType("resource").length >= REMEMBERED;
  }

  /** Read once for each sheet: they can be long. */
  #addresses(sheet: { readonly base: string; readonly text: string }): ReadonlySet<string> {
    let found = this.#inSheets.get(sheet);
    if (found === undefined) this.#inSheets.set(sheet, (found = new Set(addressesIn(sheet.text, sheet.base))));
    return found;
  }

  #remember(url: string, bytes: Uint8Array): void {
    for (const address of addressesIn(new TextDecoder().decode(bytes), url)) this.#imported.add(address);
  }

  /** SHA-256. A page without a secure context has no such thing, and its assets no name that outlives the page. */
  async #hash(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
    const subtle = this.win.crypto.subtle as SubtleCrypto | undefined;
    const digest = subtle === undefined ? this.win.crypto.getRandomValues(new Uint8Array(32)).buffer : await subtle.digest("SHA-256", bytes);
    return btoa(String.fromCharCode(...new Uint8Array(digest))).replace(/=+$/, "");
  }

  #lack({ number }: Want, why: Lack): void {
    this.#send({ kind: "lack", number, why });
  }

  #send(answer: Answer): void {
    this.options.send(encodeAnswer(answer));
  }
}

/** Lives as long as its page. */
function forgetful(): AssetMemory {
  const hashes = new Set<string>();
  let size = 0;
  return {
    get size() { return size; },
    has: (hash) => hashes.has(hash),
    add: (hash, more) => {
      hashes.add(hash);
      size += more;
    },
  };
}
