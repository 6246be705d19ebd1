// Runs in the page that is measured: shares it by one engine or the other.
import { record } from "rrweb";
import { Capture } from "../../../src/mirror/capture";
import { Courier } from "../../../src/mirror/courier";
import { Painter } from "../../../src/mirror/painter";
import { Sequel } from "../../../src/mirror/sequel";
import { Inlet, readHead } from "../../../src/mirror/inlet";
import { Op } from "../../../src/mirror/wire";
import { Link, now } from "./link";
import { type LoadName, Loads } from "./loads";

export type Engine = "none" | "tandem" | "rrweb";

/** What went over the wire. */
export interface Sent {
  readonly messages: number;
  /** Bytes before any compression. */
  readonly raw: number;
  /** Bytes after it: for ours what was sent, for rrweb, which compresses nothing by itself, all its events through gzip as one. */
  readonly packed: number;
  /** Bytes that were sent. */
  readonly sent: number;
  /** Bytes of pictures, fonts and canvases that were sent beside the page. */
  readonly assets: number;
}

async function gzipped(parts: readonly Uint8Array<ArrayBuffer>[]): Promise<number> {
  const packed = new Blob([...parts]).stream().pipeThrough(new CompressionStream("gzip"));
  return (await new Response(packed).arrayBuffer()).byteLength;
}

class Customer {
  readonly #link = new Link((message) => { this.#capture?.receive(message); }, (message) => { this.#courier?.receive(message); });
  readonly loads = new Loads();
  #capture: Capture | null = null;
  #courier: Courier | null = null;
  #stop: () => void = () => undefined;
  #engine: Engine = "none";
  #sent: Uint8Array<ArrayBuffer>[] = [];
  #assets = 0;

  async answer(offer: string): Promise<string> {
    return this.#link.answer(offer);
  }

  async opened(): Promise<void> {
    await this.#link.open;
  }

  nodes(): number {
    const walker = document.createTreeWalker(document, NodeFilter.SHOW_ALL);
    let count = 1;
    while (walker.nextNode() !== null) count++;
    return count;
  }

  /** The moment of consent, and how long the call itself held up the page, in milliseconds. In a task of its own. */
  async share(engine: Engine): Promise<{ at: number; call: number }> {
    this.#engine = engine;
    await new Promise((next) => { setTimeout(next, 20); });
    const at = now();
    performance.mark("consent");
    this.#start(engine);
    return { at, call: now() - at };
  }

  #start(engine: Engine): void {
    const send = (message: Uint8Array<ArrayBuffer>): void => {
      this.#sent.push(message);
      this.#link.send(message);
    };
    if (engine === "tandem") {
      // As the product does it by default, with every canvas shared by the site (data-canvas).
      const painters: Painter[] = [];
      const beside = { send: (message: Uint8Array<ArrayBuffer>): void => { this.#sendAsset(message); }, backlog: () => this.#link.assetsBacklog };
      const capture = new Capture(window, {
        send, backlog: () => this.#link.backlog, assets: "needed",
        canvas: (canvas) => {
          if (painters.length === 0) painters.push(new Painter(window, capture, beside));
          painters[0]?.add(canvas);
        },
      });
      this.#capture = capture;
      this.#courier = new Courier(window, capture, beside);
      capture.start();
      capture.goOn((parts, host) => new Sequel(parts, host, { motions: () => import("../../../src/mirror/motion-reader"), masks: () => import("../../../src/mirror/mask-meter") }));
      this.#stop = () => {
        capture.stop();
        this.#courier?.stop();
        for (const painter of painters) painter.stop();
      };
    } else if (engine === "rrweb") {
      const text = new TextEncoder();
      this.#stop = record({ emit: (event) => { send(text.encode(JSON.stringify(event))); } }) ?? this.#stop;
    }
  }

  #sendAsset(message: Uint8Array<ArrayBuffer>): void {
    this.#assets += message.length;
    this.#link.sendAsset(message);
  }

  stop(): void {
    this.#stop();
    this.#capture = null;
    this.#courier = null;
  }

  get backlog(): number {
    return this.#link.backlog;
  }

  /** Forgets what was sent so far. */
  reset(): void {
    this.#sent = [];
    this.#assets = 0;
  }

  async sent(): Promise<Sent> {
    const parts = this.#sent;
    const sent = parts.reduce((sum, part) => sum + part.length, 0);
    if (this.#engine !== "tandem") return { messages: parts.length, raw: sent, packed: await gzipped(parts), sent, assets: 0 };
    const raw = parts.reduce((sum, part) => sum + new Inlet().open(readHead(part)).left, 0);
    return { messages: parts.length, raw, packed: sent, sent, assets: this.#assets };
  }

  /** How many messages it takes to show a page for the first time. Known only by looking into them, so afterwards. */
  firstPicture(): number {
    const text = new TextDecoder();
    return 1 + this.#sent.findIndex((part) => {
      if (this.#engine === "rrweb") return text.decode(part.subarray(0, 20)).startsWith('{"type":2,');
      const body = new Inlet().open(readHead(part));
      return body.raw(body.left).at(-2) === Op.Ready;
    });
  }

  /** Messages so far. */
  get messages(): number {
    return this.#sent.length;
  }

  async run(load: LoadName, milliseconds: number): Promise<void> {
    await this.loads.run(load, milliseconds);
  }
}

declare global {
  interface Window {
    customer: Customer;
  }
}

window.customer = new Customer();
