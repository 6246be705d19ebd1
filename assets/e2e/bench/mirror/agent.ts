// Runs in the agent's page: shows what one engine or the other sends.
import { Replayer } from "rrweb";
import { Replica } from "../../../src/mirror/replica";
import { difference, type Difference } from "./difference";
import { Link, now } from "./link";
import { signature } from "./loads";

type RecordedEvent = Parameters<Replayer["addEvent"]>[0];

class Agent {
  readonly #host = document.getElementById("host") as HTMLElement;
  readonly #link = new Link((message) => { this.#receive(message); }, (message) => { this.#receiveAsset(message); });
  #receive: (message: Uint8Array) => void = () => undefined;
  #receiveAsset: (message: Uint8Array) => void = () => undefined;
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
      const replica = new Replica({
        host: this.#host, blankPage: "/replica.html", send: (message) => { this.#link.send(message); }, sendAsset: (message) => { this.#link.sendAsset(message); }, onFirstPaint: painted,
      });
      this.#receive = (message) => { replica.receive(message); };
      this.#receiveAsset = (message) => { replica.receiveAsset(message); };
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

  /** How far two pictures (PNG, base64) are from each other. */
  async difference(...pictures: readonly [string, string]): Promise<Difference> {
    return difference(...pictures);
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
