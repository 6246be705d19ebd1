import { blank } from "./blank";
import { Writer } from "./bytes";
import { Inlet, readHead } from "./inlet";
import { ACKNOWLEDGED } from "./pace";
import type { Stage } from "./stage";
import type { StageEvents } from "./stage-events";
import type { Twin } from "./twin";
import { Ask, ROOT, WireError } from "./wire";

/** What a nested page needs of the one around it. */
interface NestedHost {
  /** Makes a stage for the page in a frame's document. */
  stage(frame: HTMLIFrameElement, doc: Document): Stage;
  /** Takes a message to the document in the frame. */
  send(message: Uint8Array<ArrayBuffer>): void;
}

interface Line {
  readonly stream: number;
  readonly inlet: Inlet;
  readonly doc: Document;
  readonly stage: Stage;
  next: number;
}

/** A page in a frame that sends its own stream, inside of that of the page around it: so none of its frames is lost alone. */
class Nested {
  #line: Line | null = null;
  /** The stream that a new one was asked for in place of. */
  #asked = -1;

  constructor(
    private readonly frame: HTMLIFrameElement,
    private readonly host: NestedHost,
  ) {
    // A browser may put another document into a frame that it has not quite loaded.
    frame.addEventListener("load", () => { this.#look(); });
  }

  /** Takes one frame of the stream. Throws WireError when it is not one. */
  receive(bytes: Uint8Array): void {
    const head = readHead(bytes);
    if (head.number === 0 && head.stream !== this.#line?.stream) this.#begin(head.stream);
    const line = this.#line;
    if (line === null || line.stream !== head.stream || line.next !== head.number || line.doc !== this.frame.contentDocument) {
      this.#ask(head.stream);
      return;
    }
    line.next++;
    try {
      line.stage.apply(head, line.inlet);
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      // The page around it goes on.
      this.stop();
      this.#ask(head.stream);
      return;
    }
    if (head.body.length < ACKNOWLEDGED) return;
    this.#send(Ask.Seen, (message) => {
      message.uint32(head.stream);
      message.varint(head.number);
    });
  }

  rescroll(): void {
    this.#line?.stage.rescroll();
  }

  stop(): void {
    this.#line?.stage.stop();
    this.#line = null;
  }

  #begin(stream: number): void {
    const doc = this.frame.contentDocument;
    this.stop();
    if (doc === null) return;
    blank(doc, false);
    const stage = this.host.stage(this.frame, doc);
    stage.appear();
    stage.painted();
    this.#line = { stream, inlet: new Inlet(), doc, stage, next: 0 };
  }

  #look(): void {
    if (this.#line !== null && this.#line.doc !== this.frame.contentDocument) this.#ask(this.#line.stream);
  }

  #ask(stream: number): void {
    if (this.#asked === stream) return;
    this.#asked = stream;
    this.#send(Ask.Snapshot, (message) => { message.uint32(stream); });
  }

  #send(ask: Ask, write: (message: Writer) => void): void {
    const message = new Writer();
    message.byte(ask);
    write(message);
    this.host.send(message.take());
  }
}

/** The pages in a page's frames that send their own streams. */
export class NestedPages {
  readonly #pages = new Map<Twin, Nested>();

  constructor(
    private readonly events: StageEvents,
    private readonly stage: (frame: HTMLIFrameElement, doc: Document, events: StageEvents) => Stage,
  ) {}

  /** Takes one frame of the stream of the page in this element. Throws WireError when it is not one, or where no page can be. */
  receive(twin: Twin, bytes: Uint8Array): void {
    const element = twin.node as HTMLIFrameElement;
    if (element.localName !== "iframe") throw new WireError("a nested page in no frame");
    let nested = this.#pages.get(twin);
    if (nested === undefined) {
      const send = (message: Uint8Array<ArrayBuffer>): void => { this.events.inner(twin.id, message); };
      const events = nestedEvents(this.events, send);
      nested = new Nested(element, { send, stage: (frame, doc) => this.stage(frame, doc, events) });
      this.#pages.set(twin, nested);
    }
    nested.receive(bytes);
  }

  rescroll(): void {
    for (const nested of this.#pages.values()) nested.rescroll();
  }

  /** A node is gone. */
  forget(twin: Twin): void {
    this.#pages.get(twin)?.stop();
    this.#pages.delete(twin);
  }

  stop(): void {
    for (const nested of this.#pages.values()) nested.stop();
  }
}

/** What a nested page's stage tells: what it lacks, to its own Capture. How large it is and where it is from is the concern of the page around it. */
function nestedEvents(outer: StageEvents, ask: (message: Uint8Array<ArrayBuffer>) => void): StageEvents {
  const about = (what: Ask, id: number): void => {
    const message = new Writer();
    message.byte(what);
    message.varint(id);
    ask(message.take());
  };
  const ignore = (): void => undefined;
  return {
    label: outer.label,
    needSheet: (name) => {
      const message = new Writer();
      message.byte(Ask.Sheet);
      message.text(name);
      ask(message.take());
    },
    differs: () => { about(Ask.Query, ROOT); },
    narrow: (id) => { about(Ask.Query, id); },
    wrong: (id) => { about(Ask.Subtree, id); },
    follows: () => true,
    ready: ignore,
    viewport: ignore,
    location: ignore,
    missing: ignore,
    problem: (what) => { outer.problem(what); },
    // What comes over the wire must not decide how deep the stack grows.
    inner: () => { throw new WireError("a nested page in a nested page"); },
  };
}
