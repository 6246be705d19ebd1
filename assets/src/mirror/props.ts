import { goTo } from "./anchor";
import { box } from "./box";
import { Constructed } from "./constructed";
import { setChecked, setLayer, setPlaying, setSelected, setValue } from "./controls";
import { MaskedTexts } from "./masked-texts";
import { MotionPlayer } from "./motion-player";
import type { Needs } from "./needs";
import type { StageEvents } from "./stage-events";
import type { Twin } from "./twin";
import type { Wardrobe } from "./wardrobe";
import { Key, Kind } from "./wire";

/** The states of a page's nodes, carried out: values, scrolls, sheets, layers. */
export class Props {
  /** The customer's answers to media features. */
  media = "";
  /** Who waits for which sheet. */
  readonly #waiting = new Map<string, Set<Twin>>();
  /** Sheets named in this frame and not here yet: their texts mostly come later in the same frame. */
  readonly #unasked = new Set<string>();
  /** Scroll positions and layers to be carried out once the frame's nodes are in place. */
  readonly #late = new Set<Twin>();
  readonly #constructed = new Constructed();
  readonly #scrolled = new Set<Twin>();
  /** Controls whose state others can change: radio buttons of a group, lists whose options come and go. */
  readonly #fickle = new Set<Twin>();
  readonly #motions = new MotionPlayer();
  readonly masked = new MaskedTexts();
  /** The page is about to be seen. Whatever asks for its layout sooner would have it laid out without its style sheets, and then once more with them. */
  #isSeen = false;

  constructor(
    private readonly wardrobe: Wardrobe,
    private readonly needs: () => Needs,
    private readonly events: StageEvents,
    private readonly nodeById: (id: number) => Node | undefined,
  ) {}

  get dressed(): boolean {
    return this.#waiting.size === 0;
  }

  /** Where relative addresses of a node's own attributes start. */
  base(twin: Twin): string {
    for (let above: Twin | null = twin; above !== null; above = above.parent) {
      if (above.kind === Kind.Document) return above.getState(Key.Page).slice(2);
    }
    return "";
  }

  forget(twin: Twin): void {
    this.#late.delete(twin);
    this.#scrolled.delete(twin);
    this.#fickle.delete(twin);
    this.#motions.forget(twin);
    this.masked.forget(twin);
    for (const [name, waiting] of this.#waiting) if (waiting.delete(twin) && waiting.size === 0) this.#waiting.delete(name);
  }

  sheetArrived(name: string): void {
    const waiting = this.#waiting.get(name);
    if (waiting === undefined) return;
    this.#waiting.delete(name);
    for (const twin of waiting) this.changed(twin, twin.kind >= Kind.Html ? Key.Sheet : Key.Adopted);
  }

  /** Carries out one state of a node. */
  changed(twin: Twin, key: Key): void {
    const value = twin.getState(key);
    switch (key) {
      case Key.Value:
        setValue(twin.node as HTMLInputElement, value);
        break;
      case Key.Checked:
        this.#fickle.add(twin);
        setChecked(twin.node as HTMLInputElement, value);
        break;
      case Key.Sheet:
        this.#sheet(twin, value);
        break;
      case Key.Adopted:
        this.#adopt(twin, value);
        break;
      case Key.Media:
        if ("currentTime" in twin.node) setPlaying(twin.node as HTMLMediaElement, value);
        break;
      case Key.Files:
        if ("value" in twin.node) (twin.node as HTMLInputElement).value = value;
        break;
      case Key.Selected:
        this.#fickle.add(twin);
        break;
      case Key.Layer:
        this.#late.add(twin);
        break;
      case Key.Scroll:
        this.#scrolled.add(twin);
        this.#late.add(twin);
        break;
      case Key.Motion:
        if (twin.kind >= Kind.Html) this.#motions.play(twin);
        break;
      case Key.Widths:
        this.masked.change(twin);
        break;
      // A box is part of the element's style, which is set anew when it changes.
      case Key.Box:
      case Key.Page:
      case Key.Picture:
        break;
      default:
        this.events.problem(`unknown state ${String(key)}`);
    }
  }

  /** Everything once more: the node is in another document now. */
  again(twin: Twin): void {
    for (const key of twin.state?.keys() ?? []) this.changed(twin, key);
  }

  attributeChanged(twin: Twin, name: string): void {
    // The type decides how a value is understood, and a layer needs its attribute first.
    if (name === "type" && twin.getState(Key.Value) !== "") this.changed(twin, Key.Value);
    else if ((name === "popover" || name === "open") && twin.getState(Key.Layer) !== "") this.#late.add(twin);
    else if (name === "style") this.#styled(twin);
  }

  /** The element's own style is as it was sent: what is added to it here is gone. */
  #styled(twin: Twin): void {
    for (const kid of twin.kids) if (kid.kind === Kind.Text) this.masked.change(kid);
    if (twin.getState(Key.Box) !== "") box(twin.node as HTMLElement, twin.getState(Key.Box), this.events.label);
  }

  /** These sheets read otherwise now. */
  redress(twin: Twin, names: ReadonlySet<string>): void {
    if (names.has(twin.getState(Key.Sheet))) this.#sheet(twin, twin.getState(Key.Sheet));
    const adopted = twin.getState(Key.Adopted).split(",").filter((name) => names.has(name));
    if (adopted.length === 0) return;
    const doc = twin.node.ownerDocument ?? (twin.node as Document);
    const rewritten = adopted.filter((name) => this.#constructed.rewrite(doc, name, this.#css(twin, name) ?? ""));
    if (rewritten.length < adopted.length) this.#adopt(twin, twin.getState(Key.Adopted));
  }

  /** What had to wait for the whole frame. */
  settle(): void {
    for (const name of this.#unasked) if (this.#waiting.has(name)) this.events.needSheet(name);
    this.#unasked.clear();
    if (this.#isSeen) this.#place();
    this.masked.settle();
    for (const twin of this.#fickle) {
      setChecked(twin.node as HTMLInputElement, twin.getState(Key.Checked));
      setSelected(twin.node as HTMLSelectElement, twin.getState(Key.Selected));
    }
  }

  /** The style sheets are here: from now on layers and scroll positions are carried out. */
  appear(): void {
    this.#isSeen = true;
    this.#place();
  }

  #place(): void {
    for (const twin of this.#late) {
      if (twin.state?.has(Key.Layer) === true || "open" in twin.node || "popover" in twin.node) setLayer(twin.node as HTMLElement, twin.getState(Key.Layer));
      if (this.#scrolled.has(twin)) this.#scroll(twin);
    }
    this.#late.clear();
  }

  /** A style sheet that the agent's browser loads itself has come. */
  restyled(): void {
    this.masked.changeAll();
    this.masked.settle();
  }

  /** Content that came in late (images, fonts) may have made room for a scroll position that did not fit before. */
  rescroll(): void {
    if (this.#isSeen) for (const twin of this.#scrolled) this.#scroll(twin);
  }

  /** By its anchor; by pixels where there is none. */
  #scroll(twin: Twin): void {
    const box = twin.kind === Kind.Document ? (twin.node as Document).scrollingElement : (twin.node as Element);
    const [left = 0, top = 0, id, y = 0, across = 0, asked = 0] = twin.getState(Key.Scroll).split(",").map(Number);
    if (box === null || !this.events.follows(box, asked)) return;
    const anchor = id === undefined || id === 0 ? null : this.nodeById(id);
    if (anchor === null && id === 0) goTo(box, { anchor, y, across });
    else if (anchor?.nodeType === 1 && box.contains(anchor) && (anchor as Element).getBoundingClientRect().height > 0) goTo(box, { anchor: anchor as Element, y, across });
    else box.scrollTo({ left, top, behavior: "instant" });
  }

  #sheet(twin: Twin, value: string): void {
    const element = twin.node as HTMLStyleElement;
    if (element.localName !== "style") return;
    if (value.startsWith("@")) {
      element.textContent = /^@https?:[^"\\\s]*$/i.test(value) ? `@import url("${value.slice(1)}");` : "";
      return;
    }
    const css = value === "" ? "" : this.#css(twin, value);
    if (css !== undefined) element.textContent = css;
  }

  #adopt(twin: Twin, value: string): void {
    const root = twin.node as Document | ShadowRoot;
    if (!("adoptedStyleSheets" in root)) return;
    const doc = root.nodeType === 9 ? (root as Document) : root.ownerDocument;
    if (doc === null) return;
    const names = value === "" ? [] : value.split(",");
    root.adoptedStyleSheets = names.map((name) => this.#constructed.sheet(doc, name, () => this.#css(twin, name))).filter((sheet) => sheet !== undefined);
  }

  #css(twin: Twin, name: string): string | undefined {
    const css = this.wardrobe.css(name, this.needs().fashion);
    if (css !== undefined) {
      this.needs().worn(name);
      return css;
    }
    const waiting = this.#waiting.get(name);
    if (waiting !== undefined) waiting.add(twin);
    else {
      this.#waiting.set(name, new Set([twin]));
      this.#unasked.add(name);
    }
    return undefined;
  }
}
