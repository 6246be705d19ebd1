/**
 * Reading a page that may not want to be read. A form (and a document) lets its named controls shadow its own properties:
 * `<input name="firstChild">` makes `form.firstChild` an input. So the prototype's getters are asked, which costs less than
 * finding out whether they have to be.
 */
export class Dom {
  readonly #firstChild: (this: Node) => Node | null;
  readonly #nextSibling: (this: Node) => Node | null;
  readonly #parentNode: (this: Node) => Node | null;
  readonly #localName: (this: Element) => string;
  readonly #namespace: (this: Element) => string | null;
  readonly #nodeType: (this: Node) => number;

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
    return typeof type === "number" ? type : this.#nodeType.call(node);
  }

  isElement(node: Node): node is Element {
    return this.type(node) === 1;
  }

  name(element: Element): string {
    const name: unknown = element.localName;
    return typeof name === "string" ? name : this.#localName.call(element);
  }

  namespace(element: Element): string | null {
    const space: unknown = element.namespaceURI;
    return typeof space === "string" ? space : this.#namespace.call(element);
  }

  first(node: Node): Node | null {
    return this.#firstChild.call(node);
  }

  next(node: Node): Node | null {
    return this.#nextSibling.call(node);
  }

  parent(node: Node): Node | null {
    return this.#parentNode.call(node);
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

function getter<T extends object, K extends keyof T>(prototype: T, key: K): (this: T) => T[K] {
  const get = Object.getOwnPropertyDescriptor(prototype, key)?.get as ((this: T) => T[K]) | undefined;
  return get ?? function (this: T): T[K] { return this[key]; };
}
