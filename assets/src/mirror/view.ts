import type { Dom } from "./dom";
import { frameDocument } from "./frames";
import { Cover, dots, type Masks, quiet } from "./mask";
import { HTML, Kind, MATHML, SVG } from "./wire";

/** Elements that stand in the tree (selectors count them) but of which nothing is told. */
const HOLLOW = new Set(["script", "noscript", "base", "meta", "title", "template", "object", "embed", "applet", "portal", "fencedframe"]);
/** Says of a custom element that no script has defined it: in a replica none is, and `:defined` looks for this instead. */
const UNDEFINED = "tandem-undefined";
/** Elements whose content travels as state, not as children. */
const STATEFUL = new Set(["style", "link", "textarea", "canvas"]);
/** Attributes of no use to a replica that runs nothing, or that it must not have. */
const USELESS = new Set(["nonce", "integrity", "srcdoc", "ping", "action", "formaction", "crossorigin", "loading", "decoding", "autofocus", "autoplay", "async", "defer"]);
/** The attributes that a masked element keeps: they shape it, and say nothing about what it says. */
const PLAIN = new Set([
  "id", "class", "style", "type", "dir", "lang", "hidden", "open", "disabled", "readonly", "required", "multiple", "checked", "selected", "size", "rows", "cols",
  "width", "height", "colspan", "rowspan", "span", "align", "valign", "border", "cellpadding", "cellspacing", "bgcolor", "color", "face", "wrap", "role",
  "tabindex", "autocomplete", "contenteditable", "slot", "part", "popover", "data-tandem", "data-private", "aria-hidden", "aria-expanded", "aria-selected", "aria-checked",
  "aria-disabled", "aria-current", "aria-pressed", "aria-invalid", "aria-busy", "aria-modal", "viewBox", "fill", "stroke", "stroke-width", "transform", "d",
  "x", "y", "cx", "cy", "r", "rx", "ry", "x1", "x2", "y1", "y2", "points", "preserveAspectRatio", "font-size", "text-anchor",
]);
/** Inputs whose `value` attribute is their label or their identity, not what somebody typed. */
const LABELLED = new Set(["button", "submit", "reset", "checkbox", "radio"]);
const IMAGES = new Set(["img", "picture", "source", "video", "audio", "track", "image", "feImage", "iframe", "frame", "canvas"]);

/**
 * What of the page is shown: which nodes, which attributes, in which form. Everything else in capture sees the page
 * through here.
 */
export class View {
  constructor(
    private readonly dom: Dom,
    private readonly masks: Masks,
    private readonly shadowOf: (host: Element) => ShadowRoot | null,
  ) {}

  kind(node: Node): Kind {
    switch (this.dom.type(node)) {
      case 9:
        return Kind.Document;
      case 11:
        return Kind.Shadow;
      case 1:
        switch (this.dom.namespace(node as Element)) {
          case HTML:
            return Kind.Html;
          case SVG:
            return Kind.Svg;
          case MATHML:
            return Kind.Math;
          default:
            return Kind.Foreign;
        }
      default:
        return Kind.Text;
    }
  }

  /** A node's children as the replica is to have them: a shadow root or a frame's document comes first. */
  kids(node: Node, cover: Cover): Node[] {
    const kids: Node[] = [];
    if (this.dom.isElement(node)) {
      const name = this.dom.name(node);
      if (cover === Cover.Blocked || HOLLOW.has(name) || STATEFUL.has(name)) return kids;
      const shadow = this.shadowOf(node);
      if (shadow !== null) kids.push(shadow);
      else if (name === "iframe" || name === "frame") {
        const inner = cover === Cover.Shown ? frameDocument(node) : null;
        if (inner !== null) kids.push(inner);
        return kids;
      }
    }
    for (let kid = this.dom.first(node); kid !== null; kid = this.dom.next(kid)) {
      const type = this.dom.type(kid);
      if (type === 3 || type === 4 || (type === 1 && this.dom.getAttribute(kid as Element, "data-tandem") !== "ignore")) kids.push(kid);
    }
    return kids;
  }

  text(node: Node, cover: Cover): string {
    const text = node.nodeValue ?? "";
    return cover === Cover.Shown ? this.masks.scrub(text) : dots(text);
  }

  /** Whether nothing but the existence of the element is told. */
  hollow(element: Element): boolean {
    return HOLLOW.has(this.dom.name(element));
  }

  attributes(element: Element, cover: Cover): Map<string, string> | null {
    // Names rather than attributes: every attribute asked for becomes an object, and pages have many thousands.
    const names = this.dom.attributeNames(element);
    const name = this.dom.name(element);
    const undefinedYet = name.includes("-") && !element.matches(":defined");
    if ((names.length === 0 && !undefinedYet) || HOLLOW.has(name)) return null;
    const shown = new Map<string, string>();
    for (const key of names) {
      const value = this.#attribute(element, name, key, this.dom.getAttribute(element, key) ?? "", cover);
      if (value === null) continue;
      const space = key.includes(":") ? this.dom.attributeSpace(element, key) : null;
      shown.set(space === null ? key : `${space} ${key}`, this.masks.scrub(value));
    }
    if (undefinedYet) shown.set(UNDEFINED, "");
    return shown.size === 0 ? null : shown;
  }

  #attribute(element: Element, name: string, key: string, value: string, cover: Cover): string | null {
    if (USELESS.has(key) || key.startsWith("on")) return null;
    if (key === "value" && name === "input" && !LABELLED.has((element as HTMLInputElement).type)) return null;
    if (cover !== Cover.Shown) return masked(name, key, value);
    switch (key) {
      case "src":
        if (name === "img") return source(element as HTMLImageElement, value);
        return IMAGES.has(name) && name !== "iframe" && name !== "frame" && !inPicture(element, name) ? resolve(element, value) : null;
      case "srcset":
        return name === "img" && "srcset" in element ? chosen(element as HTMLImageElement) : null;
      case "href":
      case "xlink:href":
        if (name === "link") return null;
        return value.startsWith("#") && name !== "a" && name !== "area" ? value : resolve(element, value);
      case "poster":
      case "background":
        return resolve(element, value);
      default:
        return value;
    }
  }
}

function masked(name: string, key: string, value: string): string | null {
  if (key === "style") return quiet(value);
  // Still a link to look at, to nowhere.
  if (key === "href" && (name === "a" || name === "area")) return "#";
  if (key === "placeholder" || (key === "value" && name !== "option") || key === "label") return dots(value);
  return PLAIN.has(key) ? value : null;
}

function resolve(element: Element, value: string): string {
  if (value === "" || value.startsWith("data:")) return value;
  try {
    return new URL(value, element.baseURI).href;
  } catch {
    return value;
  }
}

/** The address of an image that has no srcset of its own: a picture around it may have chosen another. */
function source(image: HTMLImageElement, value: string): string | null {
  if (image.srcset !== "") return null;
  return image.currentSrc !== "" && image.parentElement?.localName === "picture" ? image.currentSrc : resolve(image, value);
}

function inPicture(element: Element, name: string): boolean {
  return name === "source" && element.parentElement?.localName === "picture";
}

/** The one candidate that the customer's browser chose, with its descriptor, so that the image has the same size. */
function chosen(image: HTMLImageElement): string {
  const current = image.currentSrc;
  for (const candidate of image.srcset.split(/,\s+/)) {
    const [address, descriptor] = candidate.trim().split(/\s+/);
    if (address !== undefined && resolve(image, address) === current) return descriptor === undefined ? current : `${current} ${descriptor}`;
  }
  return current !== "" ? current : resolve(image, image.getAttribute("src") ?? "");
}
