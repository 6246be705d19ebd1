// Compares a page with its replica by looking at the two documents alone, knowing nothing of ids, twins or the wire.

const HOLLOW = new Set(["script", "noscript", "base", "meta", "title", "template", "object", "embed", "applet", "portal", "fencedframe"]);
const STATEFUL = new Set(["style", "link", "textarea", "canvas"]);
/** Attributes that are not meant to be equal: dropped, resolved or marked by the replica. */
const APART = /^(?:on.*|src|srcset|href|xlink:href|style|value|poster|sandbox|nonce|integrity|srcdoc|rel|type|media|title|action|autofocus|loading|decoding|crossorigin|target|name|autocomplete|open|content|is|tandem-.*)$/;

interface Found {
  at: string;
  customer: string;
  agent: string;
}

function describe(node: Node | undefined): string {
  if (node === undefined) return "nothing";
  return node.nodeType === 1 ? `<${(node as Element).localName}#${(node as Element).id}>` : JSON.stringify(node.nodeValue).slice(0, 60);
}

function shown(node: Node): boolean {
  if (node.nodeType === 3 || node.nodeType === 4) return true;
  return node.nodeType === 1 && Element.prototype.getAttribute.call(node, "data-tandem") !== "ignore";
}

function kidsOf(node: Node, customer: boolean): Node[] {
  const kids: Node[] = [];
  if (node.nodeType === 1) {
    const { localName } = node as Element;
    if (HOLLOW.has(localName) || STATEFUL.has(localName) || localName === "tandem-hollow") return kids;
    const root = (node as Element).shadowRoot;
    if (root !== null) kids.push(root);
    if (localName === "iframe") {
      const doc = (node as HTMLIFrameElement).contentDocument;
      if (doc?.documentElement != null) kids.push(doc);
      return kids;
    }
  }
  for (const kid of node.childNodes) if (customer ? shown(kid) : kid.nodeType === 1 || kid.nodeType === 3) kids.push(kid);
  return kids;
}

/** Foreign elements that a replica does not build are stood in for, whatever is in them; hollow names are hollow in every namespace. */
function standsIn(a: Node, b: Node): boolean {
  return a.nodeType === 1 && (a as Element).namespaceURI !== "http://www.w3.org/1999/xhtml" && ((b as Element).localName === "tandem-hollow" || HOLLOW.has((a as Element).localName));
}

/** The differences between a page and its replica, as many as asked for. */
export function differences(customer: Node, agent: Node, scrolls = true, most = 10): Found[] {
  const found: Found[] = [];
  const report = (at: string, a: unknown, b: unknown): void => {
    if (found.length < most) found.push({ at, customer: String(a), agent: String(b) });
  };
  const compare = (a: Node, b: Node, at: string): void => {
    if (found.length >= most) return;
    if (a.nodeType === 1) compareElements(a as HTMLElement, b as HTMLElement, at, report, scrolls);
    else if (a.nodeType === 3 || a.nodeType === 4) {
      if (a.nodeValue !== b.nodeValue) report(at, JSON.stringify(a.nodeValue), JSON.stringify(b.nodeValue));
      return;
    }
    if (standsIn(a, b)) return;
    const [as, bs] = [kidsOf(a, true), kidsOf(b, false)];
    if (as.length !== bs.length) {
      report(`${at} children`, as.map(describe).join(" ").slice(0, 300), bs.map(describe).join(" ").slice(0, 300));
      return;
    }
    as.forEach((kid, i) => {
      const other = bs[i];
      if (other === undefined) return;
      if (kid.nodeType !== other.nodeType && kid.nodeType !== 4) report(`${at}[${i}]`, describe(kid), describe(other));
      else compare(kid, other, `${at}/${kid.nodeType === 1 ? (kid as Element).localName : kid.nodeName}[${i}]`);
    });
  };
  compare(customer, agent, "");
  return found;
}

function compareElements(a: HTMLElement, b: HTMLElement, at: string, report: (at: string, a: unknown, b: unknown) => void, scrolls: boolean): void {
  if (standsIn(a, b)) return;
  const hollow = HOLLOW.has(a.localName);
  const expected = a.localName === "link" ? "style" : hollow ? "tandem-hollow" : a.localName;
  if (expected !== b.localName) report(at, a.localName, b.localName);
  if (a.namespaceURI !== b.namespaceURI) report(at, a.namespaceURI, b.namespaceURI);
  if (hollow) return;
  for (const { name, value } of a.attributes) if (!APART.test(name) && b.getAttribute(name) !== value) report(`${at}@${name}`, value, b.getAttribute(name));
  for (const { name } of b.attributes) if (!APART.test(name) && !a.hasAttribute(name)) report(`${at}@${name}`, null, b.getAttribute(name));
  // Elements of a namespace that nobody knows have none.
  const [style, copied] = [(a as Partial<HTMLElement>).style?.cssText ?? "", (b as Partial<HTMLElement>).style?.cssText ?? ""];
  // A frame without a document (browsers refuse them to pages with very many) is shown as a hatched box.
  const boxed = a.localName === "iframe" && (a as Partial<HTMLIFrameElement>).contentDocument == null;
  if (style !== copied && !boxed && !style.includes("url(")) report(`${at} style`, style, copied);
  if (scrolls && isAlike(a, b) && (Math.abs(a.scrollTop - b.scrollTop) > 1 || Math.abs(a.scrollLeft - b.scrollLeft) > 1)) report(`${at} scroll`, `${a.scrollLeft},${a.scrollTop}`, `${b.scrollLeft},${b.scrollTop}`);
  compareState(a, b, at, report);
}

/** Whether there is as much to scroll in both: what a replica stands in for, such as the annotation of a formula, is shown by one browser and not by the other. */
function isAlike(a: Element, b: Element): boolean {
  return a.scrollHeight === b.scrollHeight && a.clientHeight === b.clientHeight && a.scrollWidth === b.scrollWidth && a.clientWidth === b.clientWidth;
}

function compareState(a: HTMLElement, b: HTMLElement, at: string, report: (at: string, a: unknown, b: unknown) => void): void {
  const keys: Record<string, string[]> = { input: ["checked", "indeterminate"], textarea: ["value"], option: ["selected"], details: ["open"], dialog: ["open"] };
  const typed = a.localName === "input" && !["password", "hidden", "file"].includes((a as HTMLInputElement).type) ? ["value"] : [];
  for (const key of [...(keys[a.localName] ?? []), ...typed]) {
    const [x, y] = [Reflect.get(a, key), Reflect.get(b, key)] as unknown[];
    if (x !== y) report(`${at}.${key}`, JSON.stringify(x), JSON.stringify(y));
  }
}
