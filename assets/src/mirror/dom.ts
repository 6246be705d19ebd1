/**
 * Reading a page that may not want to be read. A form (and a document) lets its named controls shadow its own properties:
 * `<input name="firstChild">` makes `form.firstChild` an input. Where that can happen, the prototype's getter is asked.
 */
export class Dom {
  readonly #firstChild: (node: Node) => Node | null;
  readonly #nextSibling: (node: Node) => Node | null;
  readonly #parentNode: (node: Node) => Node | null;
  readonly #localName: (element: Element) => string;
  readonly #namespace: (element: Element) => string | null;
  readonly #nodeType: (node: Node) => number;

  readonly #element: Element;

  constructor(win: Window & typeof globalThis) {
    this.#firstChild = getter(win.Node.prototype, "firstChild");
    this.#nextSibling = getter(win.Node.prototype, "nextSibling");
    this.#parentNode = getter(win.Node.prototype, "parentNode");
    this.#nodeType = getter(win.Node.prototype, "nodeType");
    this.#localName = getter(win.Element.prototype, "localName");
    this.#namespace = getter(win.Element.prototype, "namespaceURI");
    this.#element = win.Element.prototype;
  }

  type(node: Node): number {
    const type: unknown = node.nodeType;
    return typeof type === "number" ? type : this.#nodeType(node);
  }

  isElement(node: Node): node is Element {
    return this.type(node) === 1;
  }

  name(element: Element): string {
    const name: unknown = element.localName;
    return typeof name === "string" ? name : this.#localName(element);
  }

  namespace(element: Element): string | null {
    const space: unknown = element.namespaceURI;
    return typeof space === "string" ? space : this.#namespace(element);
  }

  first(node: Node): Node | null {
    return this.#shadowed(node) ? this.#firstChild(node) : node.firstChild;
  }

  next(node: Node): Node | null {
    return this.#shadowed(node) ? this.#nextSibling(node) : node.nextSibling;
  }

  parent(node: Node): Node | null {
    return this.#shadowed(node) ? this.#parentNode(node) : node.parentNode;
  }

  attributeNames(element: Element): string[] {
    return this.#element.getAttributeNames.call(element);
  }

  attributeSpace(element: Element, name: string): string | null {
    return this.#element.getAttributeNode.call(element, name)?.namespaceURI ?? null;
  }

  getAttribute(element: Element, name: string): string | null {
    return this.#element.getAttribute.call(element, name);
  }

  #shadowed(node: Node): boolean {
    const name: unknown = (node as Element).localName;
    return name === "form" || name === "object" || name === "embed" || (name !== undefined && typeof name !== "string");
  }
}

/** Building what may be just as unfriendly: the same names shadow the methods of the forms that a replica builds. */
export class Builder extends Dom {
  readonly #own: Element;

  constructor(win: Window & typeof globalThis) {
    super(win);
    this.#own = win.Element.prototype;
  }

  insert(parent: Node, node: Node, before: Node | null): void {
    this.#own.insertBefore.call(parent, node, before);
  }

  remove(node: Node): void {
    const parent = this.parent(node);
    if (parent !== null) this.#own.removeChild.call(parent, node);
  }

  clear(node: Node): void {
    for (let kid = this.first(node); kid !== null; kid = this.first(node)) this.#own.removeChild.call(node, kid);
  }

  setAttribute(element: Element, name: string, value: string): void {
    this.#own.setAttribute.call(element, name, value);
  }

  setAttributeNS(element: Element, space: string, name: string, value: string): void {
    this.#own.setAttributeNS.call(element, space, name, value);
  }

  removeAttribute(element: Element, name: string): void {
    this.#own.removeAttribute.call(element, name);
  }

  removeAttributeNS(element: Element, space: string, name: string): void {
    this.#own.removeAttributeNS.call(element, space, name);
  }
}

function getter<T extends object, K extends keyof T>(prototype: T, key: K): (self: T) => T[K] {
  const get = Object.getOwnPropertyDescriptor(prototype, key)?.get as ((this: T) => T[K]) | undefined;
  return get === undefined ? (self) => self[key] : (self) => get.call(self);
}
