import { HTML, Kind, MATHML, SVG, WireError } from "./wire";

/**
 * What the replica may build. Elements come from allow-lists, or are ones that the browser itself declares inert
 * (HTMLUnknownElement) or that have no definition (custom elements in a document that runs no script). Everything else
 * becomes an empty, invisible stand-in, so that selectors that count elements still count right.
 */
const HTML_ELEMENTS = new Set(
  (
    "html head body a abbr acronym address area article aside audio b bdi bdo big blockquote br button canvas caption center cite code col colgroup data datalist " +
    "dd del details dfn dialog dir div dl dt em fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hgroup hr i iframe img input ins kbd label legend " +
    "li link main map mark marquee menu meter nav nobr ol optgroup option output p picture pre progress q rp rt ruby s samp search section select selectedcontent slot small source " +
    "span strike strong style sub summary sup table tbody td textarea tfoot th thead time tr track tt u ul var video wbr"
  ).split(" "),
);
const SVG_ELEMENTS = new Set(
  (
    "svg g a path rect circle ellipse line polyline polygon text tspan textPath defs symbol use image switch desc title metadata marker pattern mask clipPath " +
    "linearGradient radialGradient stop filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight " +
    "feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile " +
    "feTurbulence foreignObject view style animate animateMotion animateTransform mpath"
  ).split(" "),
);
const MATH_ELEMENTS = new Set(
  (
    "math mrow mi mn mo ms mtext mspace mfrac msqrt mroot mstyle merror mpadded mphantom menclose msub msup msubsup munder mover munderover mmultiscripts mprescripts none " +
    "mtable mtr mtd mlabeledtr semantics annotation"
  ).split(" "),
);
/** Stands for an element that must not exist here. Not a known name, so inert by definition. */
const STAND_IN = "tandem-hollow";

/** Attributes that make an element act: load, run, navigate, submit, take the focus. All that are not these are inert. */
const ACTIVE = new Set(
  (
    "srcdoc sandbox allow csp http-equiv content action formaction formmethod formtarget target ping download integrity nonce is autocomplete autofocus autoplay manifest " +
    "codebase classid archive data code object usemap ismap attributionsrc fetchpriority imagesrcset imagesizes profile cite longdesc lowsrc dynsrc from to values by begin " +
    "attributename command commandfor popovertarget popovertargetaction invoketarget interestfor shadowrootmode elementtiming onerror credentialless " +
    "xml:base xlink:href href src srcset poster background rel accesskey contextmenu form keytype challenge"
  ).split(" "),
);
const XLINK = "http://www.w3.org/1999/xlink";
const WEB = /^(?:https?:|blob:)/i;
const INLINE_IMAGE = /^data:image\/(?:png|jpe?g|gif|webp|avif|bmp|x-icon|vnd\.microsoft\.icon|svg\+xml)[;,]/i;
const LINK = /^(?:https?:|mailto:|tel:|sms:|#)/i;
const NAME = /^[^\s"'<>/=\u0000-\u001f]+$/;
/** Attributes of SMIL elements may change others; only those that cannot make anything act. */
const ANIMATABLE = /^(?:transform|opacity|fill|stroke|d|points|[cfr]?[xy][12]?|r|width|height|offset|stroke-[a-z]+|fill-opacity|stop-color|stop-opacity|viewBox|visibility|display)$/;

/** Builds an element, or its stand-in, with what it must have before it gets anything that came over the wire. */
export function build(doc: Document, kind: Kind, space: string, name: string): Element {
  const element = bare(doc, kind, space, name);
  if (element.localName === "iframe") element.setAttribute("sandbox", "allow-same-origin");
  // Neither the agent's passwords nor its browser's suggestions have anything to do with the customer's form.
  else if (element.localName === "input") element.setAttribute("autocomplete", "new-password");
  return element;
}

/** Custom elements get no reaction: nothing is defined in a document without scripts. */
function bare(doc: Document, kind: Kind, space: string, name: string): Element {
  switch (kind) {
    case Kind.Html:
      return buildHtml(doc, name);
    case Kind.Svg:
      return SVG_ELEMENTS.has(name) ? doc.createElementNS(SVG, name) : standIn(doc);
    case Kind.Math:
      return MATH_ELEMENTS.has(name) ? doc.createElementNS(MATHML, name) : standIn(doc);
    case Kind.Foreign:
      if (space === HTML || space === SVG || space === MATHML) throw new WireError("namespace is not foreign");
      try {
        return doc.createElementNS(space === "" ? null : space, name);
      } catch {
        return standIn(doc);
      }
    default:
      throw new WireError("not an element");
  }
}

function buildHtml(doc: Document, name: string): Element {
  // A linked sheet is shown by its text, like a written one.
  if (name === "link") return doc.createElementNS(HTML, "style");
  if (name === "frame" || name === "fencedframe") return doc.createElementNS(HTML, "iframe");
  if (HTML_ELEMENTS.has(name)) return doc.createElementNS(HTML, name);
  try {
    const element = doc.createElementNS(HTML, name);
    const unknown = doc.defaultView?.HTMLUnknownElement;
    if (name.includes("-") || (unknown !== undefined && element instanceof unknown)) return element;
  } catch {
    // A name that this browser does not take.
  }
  return standIn(doc);
}

function standIn(doc: Document): Element {
  const element = doc.createElementNS(HTML, STAND_IN) as HTMLElement;
  element.style.setProperty("display", "none", "important");
  return element;
}

export function isStandIn(element: Element): boolean {
  return element.localName === STAND_IN;
}

/** Attributes whose value is looked at, or that others have to hear of, beside those that act. */
const NOTICED = new Set(["style", "media", "type", "popover", "open", "title", "rel", "blocking", "name", "loading"]);

/** Whether an attribute of an element is set as it is, whatever its value: nearly all are, so this is asked once for each kind. `name` is the wire's. */
export function isPlain(tag: string, name: string): boolean {
  const key = name.toLowerCase();
  return tag !== STAND_IN && !key.startsWith("on") && !key.startsWith("xmlns") && NAME.test(name) && !ACTIVE.has(key) && !NOTICED.has(key);
}

/** The value under which an attribute may be set on the element, or null where it may not. `name` is qualified. */
export function allowedValue(element: Element, name: string, value: string): string | null {
  const key = name.toLowerCase();
  if (key.startsWith("on") || key.startsWith("xmlns") || !NAME.test(name) || isStandIn(element)) return null;
  const tag = element.localName;
  if (!ACTIVE.has(key)) return passive(tag, key, value);
  switch (key) {
    case "autocomplete":
      // The agent's browser must not offer the agent's own passwords to a page on the console's origin.
      return tag === "input" ? "new-password" : null;
    case "href":
    case "xlink:href":
      return address(tag, value);
    case "src":
      if (tag === "img" || tag === "source" || tag === "video" || tag === "audio" || tag === "track") return image(value);
      return null;
    case "srcset":
      return tag === "img" && WEB.test(value) ? value : null;
    case "poster":
      return tag === "video" ? image(value) : null;
    case "background":
      return /^(?:body|table|t[drh]|thead|tbody|tfoot)$/.test(tag) ? image(value) : null;
    case "attributename":
      return ANIMATABLE.test(value) ? value : null;
    case "from":
    case "to":
    case "by":
    case "values":
    case "begin":
      return /^(?:animate|animateTransform|animateMotion)$/.test(tag) && !/[:<]/.test(value) ? value : null;
    default:
      return null;
  }
}

function passive(tag: string, key: string, value: string): string | null {
  // A titled sheet would belong to a set of alternatives, of which one applies.
  if (tag === "style" && (key === "title" || key === "type" || key === "rel" || key === "blocking")) return null;
  if (tag === "iframe" && (key === "name" || key === "loading")) return null;
  if (tag === "input" && key === "type" && value.toLowerCase() === "file") return "text";
  return value;
}

function address(tag: string, value: string): string | null {
  switch (tag) {
    case "a":
    case "area":
      return LINK.test(value) ? value : "#";
    case "image":
    case "feImage":
      return image(value);
    case "use":
    case "mpath":
    case "textPath":
    case "pattern":
    case "linearGradient":
    case "radialGradient":
    case "filter":
      return value.startsWith("#") || /^https?:/i.test(value) ? value : null;
    default:
      return null;
  }
}

function image(value: string): string | null {
  return WEB.test(value) || INLINE_IMAGE.test(value) ? value : null;
}

/** Splits the wire's name of an attribute into namespace and qualified name. */
export function attributeName(name: string): { space: string | null; name: string } {
  const gap = name.indexOf(" ");
  if (gap < 0) return { space: null, name };
  const space = name.slice(0, gap);
  const local = name.slice(gap + 1);
  return { space, name: space === XLINK && !local.includes(":") ? `xlink:${local}` : local };
}
