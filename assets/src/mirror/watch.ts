import { Patches } from "./patches";

/** What a watched page tells. */
export interface Listener {
  records(records: readonly MutationRecord[]): void;
  event(event: Event, target: EventTarget | null): void;
  /** Script set a property of a form control. */
  controlSet(control: Element): void;
  sheetTouched(sheet: CSSStyleSheet): void;
  adopted(root: Document | ShadowRoot): void;
  shadowAttached(root: ShadowRoot): void;
}

/** Events listened to on every document; those not composed, on every shadow root as well. */
const ON_DOCUMENT = ["input", "click", "focusin", "focusout", "selectionchange", "pointerover", "fullscreenchange"];
const ON_ROOT = ["change", "reset", "scroll", "toggle", "load", "play", "pause", "seeked", "ended"];
const ON_WINDOW = ["resize", "popstate", "hashchange", "blur", "focus"];
/** Of the part of the window that is seen: pinched, panned, or beside a keyboard. */
const ON_VIEWPORT = ["resize", "scroll"];
const OPTIONS = { capture: true, passive: true } as const;

/** Everything that capture attaches to the page, so that one call takes all of it off again. */
export class Watch {
  readonly #observer: MutationObserver;
  readonly #patches = new Patches();
  readonly #patched = new WeakSet<object>();
  readonly roots = new Set<Document | ShadowRoot>();
  readonly #onEvent = (event: Event): void => {
    this.listener.event(event, event.composedPath()[0] ?? event.target);
  };

  constructor(
    private readonly win: Window & typeof globalThis,
    private readonly listener: Listener,
  ) {
    this.#observer = new win.MutationObserver((records) => {
      listener.records(records);
    });
    this.#listenToWindow();
    for (const name of ON_VIEWPORT) win.visualViewport?.addEventListener(name, this.#onEvent);
  }

  /** Watches a document or shadow root. Doing so twice changes nothing. */
  add(root: Document | ShadowRoot): void {
    if (this.roots.has(root)) return;
    this.roots.add(root);
    this.#observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
    this.#listen(root);
    if (root.nodeType !== 9) return;
    const realm = (root as Document).defaultView;
    if (realm !== null) this.#patch(realm);
  }

  /** Looks at an element that is new. One that was made in another window keeps the prototypes of that one, which may be gone before its document was watched. */
  meet(element: Element): void {
    if (element instanceof this.win.Element) return;
    for (let each: object | null = Object.getPrototypeOf(element); each !== null && !this.#patched.has(each); each = Object.getPrototypeOf(each)) this.#follow(each);
  }

  /** A document's children changed: `document.open` takes away every listener as well, of the document and of its window. */
  emptied(doc: Document): void {
    if (!this.roots.has(doc)) return;
    this.#listen(doc);
    if (doc === this.win.document) this.#listenToWindow();
  }

  /** Doing so twice changes nothing. */
  #listen(root: Document | ShadowRoot): void {
    for (const name of ON_ROOT) root.addEventListener(name, this.#onEvent, OPTIONS);
    if (root.nodeType === 9) for (const name of ON_DOCUMENT) root.addEventListener(name, this.#onEvent, OPTIONS);
  }

  #listenToWindow(): void {
    for (const name of ON_WINDOW) this.win.addEventListener(name, this.#onEvent, OPTIONS);
  }

  watches(root: Node): boolean {
    return this.roots.has(root as Document);
  }

  /** What has happened since the last callback. */
  pending(): MutationRecord[] {
    return this.#observer.takeRecords();
  }

  stop(): void {
    this.#observer.disconnect();
    this.#patches.restore();
    for (const root of this.roots) for (const name of [...ON_ROOT, ...ON_DOCUMENT]) root.removeEventListener(name, this.#onEvent, OPTIONS);
    this.roots.clear();
    for (const name of ON_WINDOW) this.win.removeEventListener(name, this.#onEvent, OPTIONS);
    for (const name of ON_VIEWPORT) this.win.visualViewport?.removeEventListener(name, this.#onEvent);
  }

  /** Each frame has prototypes of its own. */
  #patch(realm: Window & typeof globalThis): void {
    if (this.#patched.has(realm)) return;
    this.#patched.add(realm);
    const { listener } = this;
    const patches = this.#patches;
    for (const { prototype } of [realm.HTMLInputElement, realm.HTMLTextAreaElement, realm.HTMLSelectElement, realm.Element]) this.#follow(prototype);
    patches.setter(realm.HTMLOptionElement.prototype, "selected", (self) => {
      const select = (self as HTMLOptionElement).closest("select");
      if (select !== null) listener.controlSet(select);
    });
    const sheet = (self: unknown): void => {
      listener.sheetTouched(self as CSSStyleSheet);
    };
    for (const name of ["insertRule", "deleteRule", "addRule", "removeRule", "replaceSync"]) patches.method(realm.CSSStyleSheet.prototype, name, sheet);
    patches.method(realm.CSSStyleSheet.prototype, "replace", (self, done) => {
      void (done as Promise<unknown>).then(() => { sheet(self); }, () => undefined);
    });
    patches.setter(realm.StyleSheet.prototype, "disabled", sheet);
    const rule = (self: unknown): void => {
      const owner = (self as CSSRule).parentStyleSheet;
      if (owner !== null) listener.sheetTouched(owner);
    };
    for (const name of ["insertRule", "deleteRule"]) patches.method(realm.CSSGroupingRule.prototype, name, rule);
    patches.setter(realm.CSSStyleRule.prototype, "selectorText", rule);
    const declared = (self: unknown): void => {
      const { parentRule } = self as CSSStyleDeclaration;
      if (parentRule !== null) rule(parentRule);
    };
    for (const name of ["setProperty", "removeProperty"]) patches.method(realm.CSSStyleDeclaration.prototype, name, declared);
    patches.setter(realm.CSSStyleDeclaration.prototype, "cssText", declared);
    for (const prototype of [realm.Document.prototype, realm.ShadowRoot.prototype]) {
      patches.setter(prototype, "adoptedStyleSheets", (self) => { listener.adopted(self as Document | ShadowRoot); });
    }
  }
  /** Patches what one of an element's prototypes has of its own. */
  #follow(prototype: object): void {
    if (this.#patched.has(prototype)) return;
    this.#patched.add(prototype);
    for (const name of ["value", "checked", "indeterminate", "selectedIndex"]) this.#patches.setter(prototype, name, (self) => { this.listener.controlSet(self as Element); });
    this.#patches.method(prototype, "attachShadow", (_, root) => { this.listener.shadowAttached(root as ShadowRoot); });
  }
}
