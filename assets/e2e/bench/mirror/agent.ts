// Runs in the agent's page: shows what one engine or the other sends.
import { Replayer } from "rrweb";
import { Replica } from "../../../src/mirror/replica";
import { Link, now } from "./link";
import { signature } from "./loads";

type RecordedEvent = Parameters<Replayer["addEvent"]>[0];

/** A pixel differs when one of its colours does by more than this, of 255. */
const VISIBLE = 16;

class Agent {
  readonly #host = document.getElementById("host") as HTMLElement;
  readonly #link = new Link((message) => { this.#receive(message); });
  #receive: (message: Uint8Array) => void = () => undefined;
  #frame: () => HTMLIFrameElement | null = () => null;
  /** When the first page was on screen, on the machine's clock; 0 before. */
  paint = 0;
  #delays: number[] = [];
  #observer: MutationObserver | null = null;
  #lastStamp = "";

  async offer(): Promise<string> {
    return this.#link.offer();
  }

  async accept(answer: string): Promise<void> {
    await this.#link.accept(answer);
    await this.#link.open;
  }

  /** Gets ready for what this engine will send. */
  view(engine: "none" | "tandem" | "rrweb"): void {
    const painted = (): void => {
      // The frame after this one shows it.
      requestAnimationFrame(() => { if (this.paint === 0) this.paint = now(); });
    };
    if (engine === "tandem") {
      const replica = new Replica({ host: this.#host, blankPage: "/replica.html", send: (message) => { this.#link.send(message); }, onFirstPaint: painted });
      this.#receive = (message) => { replica.receive(message); };
      this.#frame = () => replica.frame;
    } else if (engine === "rrweb") {
      const replayer = new Replayer([], { root: this.#host, liveMode: true, mouseTail: false, showWarning: false });
      replayer.on("fullsnapshot-rebuilded", painted);
      replayer.startLive();
      const text = new TextDecoder();
      this.#receive = (message) => { replayer.addEvent(JSON.parse(text.decode(message)) as RecordedEvent); };
      this.#frame = () => replayer.iframe;
    }
  }

  get document(): Document | null {
    return this.#frame()?.contentDocument ?? null;
  }

  /** Where the copy is on this page, for a picture of it. */
  box(): { x: number; y: number } {
    const { x, y } = this.#frame()?.getBoundingClientRect() ?? { x: 0, y: 0 };
    return { x, y };
  }

  /** The part of all pixels that differ visibly between two pictures (PNG, base64), in per cent. */
  async difference(...pictures: readonly [string, string]): Promise<number> {
    const [a, b] = await Promise.all(pictures.map(async (picture) => {
      const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob());
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
      canvas?.drawImage(bitmap, 0, 0);
      return canvas?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? new Uint8ClampedArray();
    })) as [Uint8ClampedArray, Uint8ClampedArray];
    let differing = 0;
    for (let at = 0; at < a.length; at += 4) {
      if ([0, 1, 2].some((channel) => Math.abs((a[at + channel] ?? 0) - (b[at + channel] ?? 0)) > VISIBLE)) differing++;
    }
    return differing * 400 / a.length;
  }

  /** From now on notes how old every stamp is when it arrives. */
  follow(): void {
    this.#delays = [];
    this.#observer?.disconnect();
    const doc = this.document;
    if (doc === null) return;
    this.#observer = new MutationObserver(() => { this.#look(doc); });
    this.#observer.observe(doc, { subtree: true, childList: true, characterData: true, attributes: true });
  }

  #look(doc: Document): void {
    const stamp = doc.getElementById("stamp")?.textContent ?? "";
    if (stamp === "" || stamp === this.#lastStamp) return;
    this.#lastStamp = stamp;
    this.#delays.push(now() - Number(stamp));
  }

  get delays(): readonly number[] {
    return this.#delays;
  }

  /** When the rows are as expected, on the machine's clock. */
  async arrives(expected: string, milliseconds = 20_000): Promise<number> {
    const end = now() + milliseconds;
    return new Promise((done, fail) => {
      const again = new MessageChannel();
      again.port1.onmessage = () => {
        if (this.document !== null && signature(this.document) === expected) done(now());
        else if (now() > end) fail(new Error(`rows: ${this.document === null ? "none" : signature(this.document)}, expected ${expected}`));
        else setTimeout(() => { again.port2.postMessage(0); }, 1);
      };
      again.port2.postMessage(0);
    });
  }
}

declare global {
  interface Window {
    agent: Agent;
  }
}

window.agent = new Agent();
