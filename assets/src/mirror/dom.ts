/**
 * Reading a page that may not want to be read. A form (and a document) lets its named controls shadow its own properties:
 * `<input name="firstChild">` makes `form.firstChild` an input. Where that can happen, the prototype's getter is asked.
 */
export class Dom {
  readonly #firstChild: (node: Node) => Node | null;
  readonly #nextSibling: (node: Node) => Node | null;
  readonly #parentNode: (node: Node) => Node | null;
  readonly #attributes: (element: Element) => NamedNodeMap;
  readonly #localName: (element: Element) => string;
  readonly #namespace: (element: Element) => string | null;
  readonly #nodeType: (node: Node) => number;
  readonly getAttribute: (element: Element, name: string) => string | null;

  constructor(win: Window & typeof globalThis) {
    this.#firstChild = getter(win.Node.prototype, "firstChild");
    this.#nextSibling = getter(win.Node.prototype, "nextSibling");
    this.#parentNode = getter(win.Node.prototype, "parentNode");
    this.#nodeType = getter(win.Node.prototype, "nodeType");
    this.#attributes = getter(win.Element.prototype, "attributes");
    this.#localName = getter(win.Element.prototype, "localName");
    this.#namespace = getter(win.Element.prototype, "namespaceURI");
    const { getAttribute } = win.Element.prototype;
    this.getAttribute = (element, name) => getAttribute.call(element, name);
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

  attributes(element: Element): NamedNodeMap {
    return this.#shadowed(element) ? this.#attributes(element) : element.attributes;
  }

  #shadowed(node: Node): boolean {
    const name: unknown = (node as Element).localName;
    return name === "form" || name === "object" || name === "embed" || (name !== undefined && typeof name !== "string");
  }
}

function getter<T extends object, K extends keyof T>(prototype: T, key: K): (self: T) => T[K] {
  const get = Object.getOwnPropertyDescriptor(prototype, key)?.get as ((this: T) => T[K]) | undefined;
  return get === undefined ? (self) => self[key] : (self) => get.call(self);
}
