import { inPage } from "./frames";
import type { Parts } from "./parts";
import type { Twin } from "./twin";
import { type Listener, Watch } from "./watch";
import { Key, Kind } from "./wire";

/** How long after an event all controls are looked at once more, in milliseconds: at most so often, then, while somebody writes. */
const HANDLED = 200;

/** Follows a page: turns what happens in it into what has to be compared. */
export class Witness implements Listener {
  readonly #closed = new WeakMap<Element, ShadowRoot>();
  readonly #watch: Watch;
  /** Elements were put into the page since the last frame. A marked radio button takes the mark from another of its group, also if it has gone again at once. */
  #hasCome = false;
  /** Until all controls are looked at; 0 when they need not be. */
  #timer = 0;

  /** Begins at once. */
  constructor(private readonly parts: Parts) {
    this.#watch = new Watch(parts.win, this);
  }

  get roots(): Iterable<Document | ShadowRoot> {
    return this.#watch.roots;
  }

  /** Takes everything off the page again. */
  stop(): void {
    this.#watch.stop();
    this.parts.win.clearTimeout(this.#timer);
  }

  add(root: Document | ShadowRoot): void {
    this.#watch.add(root);
  }

  meet(element: Element): void {
    this.#watch.meet(element);
  }

  /** The shadow root of an element, also of one that keeps it closed if it was attached while this one watched. */
  shadowOf(host: Element): ShadowRoot | null {
    return host.shadowRoot ?? this.#closed.get(host) ?? null;
  }

  /** Takes what the observer has not told yet. */
  catchUp(): void {
    this.#take(this.#watch.pending());
    if (this.#hasCome) this.parts.inspector.forms("radio");
    this.#hasCome = false;
  }

  records(records: readonly MutationRecord[]): void {
    this.#take(records);
    this.parts.sequel?.stirred();
    this.parts.wake();
  }

  event(event: Event, target: EventTarget | null): void {
    const twin = target === null || target === this.parts.win ? undefined : this.#twinOf(target as Node);
    const { attention, inspector, scenery } = this.parts;
    switch (event.type) {
      case "scroll":
        if (twin !== undefined) inspector.scroll(twin);
        else scenery.moved();
        break;
      case "pointerover":
        attention.hover(target as Node | null);
        break;
      case "load":
        if (twin !== undefined) inspector.loaded(twin);
        break;
      case "toggle":
        if (twin !== undefined) inspector.layer(twin);
        break;
      case "resize":
        if (target === this.parts.win) scenery.changed();
        else scenery.moved();
        break;
      case "input":
      case "change":
      case "click":
      case "reset":
        this.#formsChanged(event.type, twin);
        break;
      case "selectionchange":
        // There is one for every letter typed, and it is the caret's.
        if (!attention.hasSelected()) return;
        break;
      default:
        // What plays, pauses, jumps or ends among them.
        if (twin !== undefined) inspector.media(twin);
        attention.moved();
    }
    this.parts.wake();
  }

  controlSet(control: Element): void {
    const twin = this.#twinOf(control);
    // It takes the mark from another one of its group, also if it is hidden itself, or not here yet, or gone again at once.
    if ((control as HTMLInputElement).type === "radio") this.parts.inspector.forms("radio");
    else if (twin !== undefined) this.parts.inspector.form(twin);
    this.parts.wake();
  }

  sheetTouched(sheet: CSSStyleSheet): void {
    this.parts.sheets.touch(sheet);
    this.parts.wake();
  }

  adopted(root: Document | ShadowRoot): void {
    const twin = this.#twinOf(root);
    if (twin !== undefined) this.parts.sheets.root(twin);
    this.parts.wake();
  }

  shadowAttached(root: ShadowRoot): void {
    if (root.mode === "closed") this.#closed.set(root.host, root);
    const twin = this.#twinOf(root.host);
    if (twin === undefined) return;
    this.parts.dirt.kids.add(twin);
    this.parts.wake();
  }

  #twinOf(node: Node): Twin | undefined {
    return this.parts.all.of(node);
  }

  #take(records: readonly MutationRecord[]): void {
    const { dirt } = this.parts;
    for (const { type, target, addedNodes, removedNodes } of records) {
      this.#ownerChanged(target);
      if (type === "childList") {
        if (this.#rewritten(removedNodes, addedNodes)) continue;
        // By index: pages that write a lot remove a text with every word, and iterating a list of the browser's costs more than what is done here.
        for (let i = 0; i < removedNodes.length; i++) this.#removed(removedNodes[i] as Node);
        this.#hasCome ||= addedNodes[0] !== undefined;
        if (target.nodeType === 9) this.#watch.emptied(target as Document);
      }
      const twin = this.#twinOf(target);
      if (twin === undefined) continue;
      if (type === "childList") dirt.kids.add(twin);
      else if (type === "attributes") this.#attributeChanged(twin);
      else dirt.texts.add(twin);
    }
  }

  /**
   * `textContent = …` puts another text node where one was: that is nothing but another text, and pages that write a lot do it thousands of times a second.
   * Says whether that is what happened.
   */
  #rewritten(gone: NodeList, come: NodeList): boolean {
    if (gone.length * come.length !== 1) return false;
    const twin = this.#twinOf(gone[0] as Node);
    const node = come[0] as Node;
    if (twin?.kind !== Kind.Text || node.nodeType !== 3 || this.#twinOf(node) !== undefined) return false;
    this.parts.all.replace(twin, node);
    this.parts.dirt.texts.add(twin);
    return true;
  }

  /**
   * A node outside the tree is watched by nobody once this callback ends. If it comes back before the next difference,
   * what happened to it meanwhile would be missed: so it is lost now.
   */
  #removed(node: Node): void {
    const twin = this.#twinOf(node);
    if (twin !== undefined && !(inPage(node, this.parts.win.document) && this.#watch.watches(node.getRootNode()))) this.parts.dirt.lose(twin);
  }

  #attributeChanged(twin: Twin): void {
    const { dirt, inspector, masks, sequel, sheets, state } = this.parts;
    const { name } = twin;
    dirt.attributes.add(twin);
    sequel?.restyled(twin);
    if (masks.contextual) sequel?.urge();
    if (name === "style" || name === "link") sheets.owner(twin);
    else if (state.isControl(name)) inspector.form(twin);
    else if (name === "dialog" || twin.getState(Key.Layer) !== "") inspector.layer(twin);
    else if (name === "option") this.#ownerChanged(twin.node);
  }

  /** A change inside of a style sheet's text or of a control's options is a change of their owner's state. */
  #ownerChanged(target: Node): void {
    const element = target.nodeType === 1 ? (target as Element) : target.parentElement;
    const name: unknown = element?.localName;
    if (element === null || (name !== "style" && name !== "textarea" && name !== "select" && name !== "option" && name !== "optgroup")) return;
    const twin = this.#twinOf(name.startsWith("opt") ? (element.closest("select") ?? element) : element);
    if (twin?.name === "style") this.parts.sheets.owner(twin);
    else if (twin !== undefined) this.parts.inspector.form(twin);
  }

  /** Forms change in ways no event tells one by one: the rest of a radio group, everything after a reset. A letter changes the control that it is written in. */
  #formsChanged(type: string, twin: Twin | undefined): void {
    const { dirt, inspector } = this.parts;
    if (type === "input" && twin !== undefined && isWritten(twin)) inspector.form(twin);
    else inspector.forms();
    if (type === "reset") this.parts.win.clearTimeout(this.#timer);
    else if (this.#timer !== 0) return;
    // The event comes before the reset itself, and before the page's own handlers, some of which set other controls past every patch.
    this.#timer = this.parts.win.setTimeout(() => {
      this.#timer = 0;
      inspector.forms();
      if (dirt.any) this.parts.wake();
    }, type === "reset" ? 0 : HANDLED);
  }
}

/** Whether somebody writes in it, so that its events tell of no other control. */
function isWritten({ name, node }: Twin): boolean {
  return name === "textarea" || (name === "input" && (node as HTMLInputElement).type !== "radio" && (node as HTMLInputElement).type !== "checkbox");
}
