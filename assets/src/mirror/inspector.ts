import { frameDocument } from "./frames";
import { Cover } from "./mask";
import type { Parts } from "./parts";
import { withoutQuery } from "./sheets";
import type { Twin } from "./twin";
import { Key, Kind } from "./wire";

export interface InspectorHost extends Pick<Parts, "dirt" | "state" | "sheets"> {
  /** A document or shadow root is part of the mirror now. */
  watch(root: Document | ShadowRoot): void;
  /** An element is. */
  meet(element: Element): void;
  /** A canvas has come that may be shown as a picture. */
  canvas(canvas: HTMLCanvasElement): void;
  /** A frame has come, or loaded, whose document this page may not read. */
  frame(frame: HTMLIFrameElement): void;
}

/** Looks at the states of nodes: at those that are new to the mirror, and at others when it is told that they may have changed. */
export class Inspector {
  readonly #controls = new Set<Twin>();
  /** What is scrolled, as was told last. */
  readonly #scrolled = new Set<Twin>();
  /** Masked texts whose words are to be measured (mask-meter.ts). */
  readonly unmeasured = new Set<Twin>();

  constructor(private readonly host: InspectorHost) {}

  /** A node has just been written. */
  entered(twin: Twin): void {
    if (twin.kind === Kind.Text) {
      this.unmeasured.add(twin);
      return;
    }
    if (twin.kind === Kind.Document || twin.kind === Kind.Shadow) {
      this.host.watch(twin.node as Document | ShadowRoot);
      this.host.sheets.root(twin);
      if (twin.kind === Kind.Document) this.#document(twin, twin.node as Document);
      return;
    }
    const { name } = twin;
    const element = twin.node as Element;
    this.host.meet(element);
    if (twin.cover === Cover.Blocked) this.box(twin);
    else if (name === "canvas") {
      if (twin.cover === Cover.Shown) this.host.canvas(element as HTMLCanvasElement);
    } else if (this.host.state.isControl(name)) {
      this.#controls.add(twin);
      this.form(twin);
    } else if (name === "style" || name === "link") this.host.sheets.owner(twin);
    else if (name === "dialog" || twin.attribute("popover") !== undefined) this.layer(twin);
    else if (isFrame(name)) this.#frame(twin);
    else this.media(twin);
  }

  left(twin: Twin): void {
    this.#controls.delete(twin);
    this.#scrolled.delete(twin);
    this.unmeasured.delete(twin);
    this.host.sheets.forget(twin);
  }

  /** What an element loads has come. */
  loaded(twin: Twin): void {
    const { name } = twin;
    if (name === "link") this.host.sheets.owner(twin);
    else if (name === "img") this.host.dirt.attributes.add(twin);
    else if (isFrame(name)) {
      this.host.dirt.kids.add(twin);
      this.#frame(twin);
    }
  }

  form(twin: Twin): void {
    for (const [key, value] of this.host.state.form(twin.node as Element, twin.cover)) this.host.dirt.state(twin, key, value);
  }

  /** All controls, or those of one type. */
  forms(type?: string): void {
    for (const twin of this.#controls) if (type === undefined || (twin.node as HTMLInputElement).type === type) this.form(twin);
  }

  layer(twin: Twin): void {
    this.host.dirt.state(twin, Key.Layer, this.host.state.layer(twin.node as Element));
  }

  media(twin: Twin): void {
    if ("currentTime" in twin.node && twin.cover === Cover.Shown) this.host.dirt.state(twin, Key.Media, this.host.state.media(twin.node as HTMLMediaElement));
  }

  scroll(twin: Twin): void {
    const place = this.host.state.scroll(twin.node as Element | Document);
    if (place === "") this.#scrolled.delete(twin);
    else this.#scrolled.add(twin);
    this.host.dirt.state(twin, Key.Scroll, place);
  }

  /** What was scrolled stands elsewhere, without an event, once it has been moved or what is in it has become shorter. */
  places(): void {
    for (const twin of this.#scrolled) this.scroll(twin);
  }

  /** Forgets what was known of a page that is sent anew, or not at all any more. */
  clear(): void {
    this.#controls.clear();
    this.#scrolled.clear();
    this.unmeasured.clear();
  }

  /** A blocked part keeps its size, and nothing else. */
  box(twin: Twin): void {
    const { width, height } = (twin.node as Element).getBoundingClientRect();
    this.host.dirt.state(twin, Key.Box, `${width},${height}`);
  }

  #frame(twin: Twin): void {
    if (twin.cover !== Cover.Shown) return;
    const isClosed = frameDocument(twin.node as Element) === null;
    this.host.dirt.state(twin, Key.Box, isClosed ? "frame" : "");
    if (isClosed) this.host.frame(twin.node as HTMLIFrameElement);
  }

  #document(twin: Twin, doc: Document): void {
    const mode = doc.compatMode === "BackCompat" ? 1 : 0;
    // Its frame may have been taken for one that cannot be shown, before it had a document.
    if (twin.parent !== null) this.host.dirt.state(twin.parent, Key.Box, "");
    this.host.dirt.state(twin, Key.Page, `${mode} ${withoutQuery(doc.baseURI)}`);
    this.scroll(twin);
  }
}

function isFrame(name: string): boolean {
  return name === "iframe" || name === "frame";
}
