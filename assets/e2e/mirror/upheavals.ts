import type { Chance, Editor } from "./edits";

/** Markup with everything that a parser puts right on its own. */
const MARKUP = [
  "<p>one<p>two<div>three</p>", "<table><td>cell<b>bold</table>after", "<select><optgroup label=g><option selected>1<option>2</select>", "<a href=#><a href=#>nested</a></a>", "<svg><foreignObject><p>inside</p></foreignObject><title>t</title></svg>",
  "<math><mi>x</mi><annotation-xml encoding='text/html'><b>y</b></annotation-xml></math>", "<template><i>never shown</i></template><dialog open>d</dialog>", "<ul><li>a<li>b<ul><li>c</ul></ul>", "<b><i>mis</b>nested</i>", "<textarea>\nvalue</textarea><input value=v checked type=checkbox>", "",
];
const DOCUMENTS = ["<!doctype html><title>t</title><p>written<ul><li>1<li>2</ul>", "<body class=quirks><table><tr><td>q</table>", "<!doctype html><body><div><span>a</span></div><input value=x>", "plain words"];
/** Edits made by the page's own observers after one edit of ours. */
const MOST_MEDDLING = 3;

/** Edits of more than one place at a time: whole documents written anew, trees moved between documents, observers that edit what they observe. */
export class Upheavals {
  #observer: MutationObserver | null = null;
  #meddled = 0;
  readonly all: readonly (() => void)[] = [
    () => { this.#html(); }, () => { this.#html(); }, () => { this.#write(); }, () => { this.#emigrate(); }, () => { this.#emigrate(); }, () => { this.#reframe(); }, () => { this.#range(); }, () => { this.#sheet(); },
    () => { this.#adopt(); }, () => { this.#table(); }, () => { this.#dialog(); }, () => { this.#namespaced(); }, () => { this.#body(); }, () => { this.#textContent(); },
  ];

  constructor(
    private readonly doc: Document,
    private readonly chance: Chance,
    private readonly editor: Editor,
  ) {}

  /** In some pages, whoever watches the tree edits it, too: in a callback before or after that of a capture. */
  meddle(): void {
    this.rest();
    if (this.chance.next() > 0.3) return;
    this.#observer = new (this.#window().MutationObserver)(() => {
      if (this.#meddled++ < MOST_MEDDLING) this.editor.edit();
    });
    this.#observer.observe(this.doc, { subtree: true, childList: true, attributes: true, characterData: true });
  }

  /** The observers may edit again. */
  again(): void {
    this.#meddled = 0;
  }

  rest(): void {
    this.#observer?.disconnect();
    this.#observer = null;
  }

  #window(): Window & typeof globalThis {
    return this.doc.defaultView as Window & typeof globalThis;
  }

  #frames(): HTMLIFrameElement[] {
    return [...this.doc.querySelectorAll("iframe")];
  }

  #html(): void {
    const element = this.editor.element();
    const roll = this.chance.next();
    if (element === null) return;
    const markup = this.chance.of(MARKUP);
    if (roll < 0.4) element.innerHTML = markup;
    else if (roll < 0.6) element.insertAdjacentHTML(this.chance.of(["beforebegin", "afterbegin", "beforeend", "afterend"] as const), markup);
    else if (roll < 0.8) element.outerHTML = markup;
    else if (element.shadowRoot !== null) element.shadowRoot.innerHTML = `${markup}<slot></slot>`;
    else element.replaceChildren(this.doc.createRange().createContextualFragment(markup));
  }

  /** `document.open` and `write` keep the document and drop everything in it, listeners included. */
  #write(): void {
    const frames = this.#frames();
    const inner = frames.length === 0 ? null : this.chance.of(frames).contentDocument;
    if (inner === null) return;
    inner.open();
    inner.write(this.chance.of(DOCUMENTS));
    if (this.chance.next() < 0.8) inner.close();
  }

  /** Takes a subtree into another document, by hand or by moving it. */
  #emigrate(): void {
    const frames = this.#frames();
    const node = this.editor.node();
    if (frames.length === 0 || node === null) return;
    const body = this.chance.of(frames).contentDocument?.body;
    if (body == null || node.contains(body.ownerDocument.defaultView?.frameElement ?? null)) return;
    const roll = this.chance.next();
    if (roll < 0.3) body.append(body.ownerDocument.importNode(node, true));
    else if (roll < 0.6) body.append(body.ownerDocument.adoptNode(node));
    else if (roll < 0.8) body.prepend(node);
    else this.doc.body.append(...body.childNodes);
  }

  /** A frame that is moved gets a new document; one that is taken out and put back, too. */
  #reframe(): void {
    const frames = this.#frames();
    if (frames.length === 0) return;
    const frame = this.chance.of(frames);
    const parent = this.editor.parent();
    if (!frame.contains(parent)) parent.append(frame);
    frame.contentDocument?.body?.append("in a new place");
  }

  #range(): void {
    const [from, to] = [this.editor.node(), this.editor.node()];
    if (from === null || to === null || from.getRootNode() !== to.getRootNode()) return;
    const range = (from.ownerDocument ?? this.doc).createRange();
    range.setStartBefore(from);
    range.setEndAfter(to);
    const roll = this.chance.next();
    if (roll < 0.4) range.deleteContents();
    else if (roll < 0.7) this.editor.parent().append(range.extractContents());
    else range.surroundContents(this.doc.createElement("section"));
  }

  #sheet(): void {
    const view = this.#window();
    const roll = this.chance.next();
    const [style] = this.doc.querySelectorAll("style");
    if (roll < 0.3) this.doc.head?.append(Object.assign(this.doc.createElement("style"), { textContent: `.one { color: rgb(${this.chance.below(255)}, 0, 0) }` }));
    else if (roll < 0.6) style?.sheet?.insertRule(`.two { top: ${this.chance.below(9)}px }`);
    else if (roll < 0.8) {
      const sheet = new view.CSSStyleSheet();
      sheet.replaceSync(".three { left: 1px }");
      this.doc.adoptedStyleSheets = [...this.doc.adoptedStyleSheets, sheet].slice(-3);
    } else style?.remove();
  }

  #adopt(): void {
    const shadows = this.editor.parents().filter((node): node is ShadowRoot => node.nodeType === 11);
    if (shadows.length === 0) return;
    const shadow = this.chance.of(shadows);
    if (this.chance.next() < 0.5) shadow.append(...this.editor.parent().childNodes);
    else shadow.replaceChildren(this.editor.make());
  }

  #table(): void {
    const table = this.doc.querySelector("table");
    if (table === null) return;
    if (this.chance.next() < 0.6) table.insertRow(this.chance.below(table.rows.length + 1)).insertCell().append("new");
    else if (table.rows.length > 0) table.deleteRow(0);
    if (this.chance.next() < 0.2) table.createCaption().textContent = "caption";
  }

  #dialog(): void {
    // Without those that a parser put into SVG.
    const dialog = [...this.doc.querySelectorAll("dialog")].find((each) => "showModal" in each);
    if (dialog === undefined) this.editor.parent().append(this.doc.createElement("dialog"));
    else if (dialog.open) dialog.close();
    else if (this.chance.next() < 0.5) dialog.show();
    else dialog.showModal();
  }

  #namespaced(): void {
    const element = this.editor.element();
    const svg = this.doc.createElementNS("http://www.w3.org/2000/svg", this.chance.of(["svg", "g", "text", "linearGradient"]));
    svg.setAttributeNS("http://www.w3.org/XML/1998/namespace", "xml:lang", "en");
    svg.append(this.doc.createElementNS("urn:other", "o:thing"));
    element?.append(svg);
  }

  /** The body itself is replaced, and with it everything. */
  #body(): void {
    if (this.chance.next() < 0.7) return;
    const body = this.doc.createElement("body");
    body.append(...this.doc.body.childNodes);
    if (this.chance.next() < 0.5) this.doc.body = body;
    else this.doc.body.replaceWith(body);
  }

  #textContent(): void {
    const element = this.editor.element();
    if (element !== null) element.textContent = this.chance.of(["words", "", "\ud83d alone"]);
  }
}
