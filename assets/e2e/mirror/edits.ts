// Random edits of a live page, repeatable by seed: everything a page can do to its own tree while somebody looks.

import { Forms } from "./forms";
import { Upheavals } from "./upheavals";

/** Repeatable random numbers (mulberry32). */
export class Chance {
  constructor(private state: number) {}

  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  of<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }
}

/** Nothing of ours goes into these: they hold text alone, or what is drawn. */
const CHILDLESS = new Set(["script", "style", "select", "textarea", "svg", "g", "path", "option"]);
const TAGS = ["div", "span", "p", "section", "b", "ul", "li", "my-box", "unknowntag", "label", "button", "article"];
const WORDS = ["alpha", "beta", "gamma", "", " ", "δ", "👋🏽", "\ud800", "<b>", "&amp;", "line\nbreak", "x".repeat(200)];
const MARKUP = ["<p>one<i>two</i></p>", "<ul><li>a</li><li>b<!-- c --></li></ul>", "<table><tr><td>1</td></tr></table>", "<svg><g><path d='M0 0'/></g></svg>", "text <b>bold</b> tail", "<details open><summary>s</summary>d</details>", "<script>1</script><style>.q{}</style>"];

/** How many pages are mostly forms, in parts of one. */
const FORMS = 0.2;

export class Editor {
  /** Subtrees taken out of the page, which may come back. */
  #attic: Node[] = [];
  #flooded: Element | null = null;
  readonly #upheavals: Upheavals;
  readonly #forms: Forms;
  /** The kinds of edits that this page does more than others. */
  #habits: (() => void)[] = [];
  #hasFrames = false;

  constructor(
    private readonly doc: Document,
    private readonly chance: Chance,
  ) {
    this.#upheavals = new Upheavals(doc, chance, this);
    this.#forms = new Forms(doc, chance, this);
  }

  /** Makes a new tree of about so many nodes. One page in four has frames: making one costs a browser as much as a hundred other edits. */
  grow(size: number): void {
    this.#hasFrames = this.chance.next() < 0.25;
    this.doc.body.replaceChildren();
    this.#attic = [];
    for (let i = 0; i < size; i++) this.#insert();
    const isForm = this.chance.next() < FORMS;
    if (isForm) this.#forms.grow();
    const all = this.#actions();
    this.#habits = isForm ? [() => { this.#forms.edit(); }] : Array.from({ length: this.chance.below(4) }, () => this.chance.of(all));
    this.#upheavals.meddle();
  }

  /** A batch is over: the page's own observers may edit again with the next one. */
  pause(): void {
    this.#upheavals.again();
  }

  /** Makes an end of edits that come of themselves. */
  rest(): void {
    this.#upheavals.rest();
  }

  /** One edit. */
  edit(): void {
    this.#attempt(this.chance.of(this.#habits.length > 0 && this.chance.next() < 0.4 ? this.#habits : this.#actions()));
  }

  /** One small edit. */
  alter(): void {
    this.#attempt(this.chance.of([() => { this.#text(); }, () => { this.#attribute(); }, () => { this.#forms.edit(); }, () => { this.#insert(); }, () => { this.#remove(); }]));
  }

  /** More at once than a line may have on its way, in letters that can hardly be made smaller. The one before goes. */
  flood(): void {
    this.#flooded?.remove();
    this.#flooded = this.doc.createElement("section");
    for (let i = 0; i < 100; i++) this.#flooded.append(Object.assign(this.doc.createElement("p"), { textContent: Array.from({ length: 400 }, () => this.chance.next().toString(36)).join("") }));
    this.parent().append(this.#flooded);
  }

  /** What the browser refuses (a node inside itself) is no edit. */
  #attempt(edit: () => void): void {
    try {
      edit();
    } catch (error) {
      // Of the frame's realm, so no `instanceof`.
      if (!/HierarchyRequest|NotSupported|NotFound|InvalidState|InvalidNodeType|NoModificationAllowed|NS_ERROR/.test(String(error))) throw error;
    }
  }

  #actions(): (() => void)[] {
    return [
      () => { this.#insert(); }, () => { this.#insert(); }, () => { this.#remove(); }, () => { this.#move(); }, () => { this.#move(); }, () => { this.#wrap(); },
      () => { this.#unwrap(); }, () => { this.#swap(); }, () => { this.#splitText(); }, () => { this.#text(); }, () => { this.#attribute(); }, () => { this.#attribute(); },
      () => { this.#forms.edit(); }, () => { this.#shadow(); }, () => { this.#markup(); }, () => { this.#attic_(); }, () => { this.#shuffle(); }, () => { this.#scroll(); },
      () => { this.#frame(); }, () => { this.#normalize(); }, () => { this.#clone(); }, ...this.#upheavals.all,
    ];
  }

  /** Every node that can have children: in shadow roots and frames too. */
  parents(): (Element | ShadowRoot)[] {
    const found: (Element | ShadowRoot)[] = [];
    const visit = (node: Element | ShadowRoot): void => {
      found.push(node);
      const inner = (node as Partial<Element>).shadowRoot ?? (node as Partial<HTMLIFrameElement>).contentDocument?.body;
      if (inner != null) visit(inner);
      for (let kid = node.firstElementChild; kid !== null; kid = kid.nextElementSibling) if (!CHILDLESS.has(kid.localName)) visit(kid);
    };
    visit(this.doc.body);
    return found;
  }

  parent(): Element | ShadowRoot {
    return this.chance.of(this.parents());
  }

  node(): ChildNode | null {
    for (let tries = 0; tries < 5; tries++) {
      const parent = this.parent();
      if (parent.childNodes.length > 0) return this.chance.of([...parent.childNodes]);
    }
    return null;
  }

  element(): Element | null {
    const elements = this.parents().filter((node): node is Element => node.nodeType === 1 && node !== this.doc.body);
    return elements.length === 0 ? null : this.chance.of(elements);
  }

  word(): string {
    return this.chance.of(WORDS);
  }

  make(): Node {
    const roll = this.chance.next();
    if (roll < 0.3) return this.doc.createTextNode(this.chance.of(WORDS));
    if (roll < 0.35) return this.doc.createComment("comment");
    if (roll < 0.5) return this.#forms.make();
    const element = this.doc.createElement(this.chance.of(TAGS));
    if (this.chance.next() < 0.3) element.append(this.chance.of(WORDS));
    if (this.chance.next() < 0.3) element.className = this.chance.of(["one", "two three", ""]);
    return element;
  }

  #insert(): void {
    const parent = this.parent();
    const before = parent.childNodes.length > 0 && this.chance.next() < 0.7 ? this.chance.of([...parent.childNodes]) : null;
    const node = this.make();
    if (this.chance.next() < 0.2 && node.nodeType === 1) node.appendChild(this.make());
    parent.insertBefore(node, before);
  }

  #remove(): void {
    const node = this.node();
    if (node === null) return;
    node.remove();
    if (this.chance.next() < 0.5) this.#attic.push(node);
  }

  #move(): void {
    const node = this.node();
    const parent = this.parent();
    if (node === null) return;
    parent.insertBefore(node, parent.childNodes.length > 0 ? this.chance.of([...parent.childNodes]) : null);
  }

  #wrap(): void {
    const node = this.node();
    if (node?.parentNode == null) return;
    const wrapper = this.doc.createElement(this.chance.of(TAGS));
    node.replaceWith(wrapper);
    wrapper.append(node);
  }

  #unwrap(): void {
    const element = this.element();
    if (element?.parentNode != null) element.replaceWith(...element.childNodes);
  }

  #swap(): void {
    const [a, b] = [this.node(), this.node()];
    if (a === null || b === null || a.contains(b) || b.contains(a)) return;
    const mark = this.doc.createComment("");
    a.replaceWith(mark);
    b.replaceWith(a);
    mark.replaceWith(b);
  }

  #texts(): Text[] {
    const found: Text[] = [];
    for (const parent of this.parents()) for (const kid of parent.childNodes) if (kid.nodeType === 3) found.push(kid as Text);
    return found;
  }

  #splitText(): void {
    const texts = this.#texts().filter((text) => text.length > 1);
    if (texts.length > 0) {
      const text = this.chance.of(texts);
      text.splitText(1 + this.chance.below(text.length - 1));
    }
  }

  #normalize(): void {
    this.parent().normalize();
  }

  #text(): void {
    const texts = this.#texts();
    if (texts.length === 0) return;
    const text = this.chance.of(texts);
    if (this.chance.next() < 0.5) text.data = this.chance.of(WORDS);
    else text.appendData(this.chance.of(WORDS));
  }

  #attribute(): void {
    const element = this.element();
    if (element === null) return;
    const name = this.chance.of(["class", "data-x", "aria-label", "dir", "lang", "hidden", "title2", "style", "contenteditable"]);
    if (this.chance.next() < 0.3) element.removeAttribute(name);
    else element.setAttribute(name, name === "style" ? this.chance.of(["color: red", "width: 10px; height: 20px", ""]) : this.chance.of(WORDS));
  }

  #shadow(): void {
    const element = this.element();
    if (element === null || !/^(?:div|span|p|section|article|my-box)$/.test(element.localName) || element.shadowRoot !== null) return;
    const root = element.attachShadow({ mode: "open" });
    root.append(this.make(), this.doc.createElement("slot"));
  }

  #frame(): void {
    if (!this.#hasFrames || this.chance.next() < 0.7) return;
    const frame = this.doc.createElement("iframe");
    this.doc.body.append(frame);
    frame.contentDocument?.body?.append(this.chance.of(WORDS));
  }

  #markup(): void {
    const parent = this.parent();
    const holder = this.doc.createElement("template");
    holder.innerHTML = this.chance.of(MARKUP);
    if (this.chance.next() < 0.3) parent.replaceChildren(holder.content);
    else parent.append(holder.content);
  }

  #clone(): void {
    const node = this.node();
    if (node !== null && this.doc.getElementsByTagName("*").length < 400) this.parent().append(node.cloneNode(true));
  }

  /** Changes something while it is out of the page, where no observer looks, and perhaps brings it back. */
  #attic_(): void {
    const node = this.#attic.pop();
    if (node === undefined) return;
    if (node.nodeType === 1) {
      (node as Element).append(this.chance.of(WORDS));
      (node as Element).setAttribute("data-attic", String(this.chance.below(9)));
    } else node.nodeValue = this.chance.of(WORDS);
    if (this.chance.next() < 0.7) this.parent().append(node);
  }

  #shuffle(): void {
    const parent = this.parent();
    const kids = [...parent.childNodes];
    for (let i = kids.length - 1; i > 0; i--) {
      const j = this.chance.below(i + 1);
      [kids[i], kids[j]] = [kids[j] as ChildNode, kids[i] as ChildNode];
    }
    parent.append(...kids);
  }

  #scroll(): void {
    const element = this.element();
    if (element === null) return;
    if (this.chance.next() < 0.5) element.setAttribute("style", "height: 30px; overflow: auto");
    element.scrollTop = this.chance.below(50);
  }
}
