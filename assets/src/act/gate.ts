import type { PointRequest, RemoteEvent, ScrollRequest } from "./event";

/**
 * The one door through which everything passes that an agent wants to do in the customer's page (V6). It runs in the customer's browser
 * and asks about each single event anew: is the session live, did the customer grant this, does the site allow it at this element. Neither the
 * agent's program nor the server is trusted with any of it.
 */

export type Level = "view" | "point" | "scroll" | "fill" | "click" | "navigate";

/** Why not, in words that the agent's screen can put into sentences. */
export type Denial =
  | "not_live"
  | "not_granted"
  | "no_such_element"
  | "hidden"
  | "own_widget"
  | "no_click_here"
  | "no_typing_here"
  | "file_field"
  | "password_field"
  | "masked_field"
  | "disabled"
  | "bad_address"
  | "held_off";

export type Verdict =
  | { readonly kind: "allowed"; readonly target: Element }
  /** The customer has to say yes to this one first: their own click, or an address outside the site. */
  | { readonly kind: "ask"; readonly target: Element; readonly about: "own_click" | "outside" }
  | { readonly kind: "denied"; readonly why: Denial };

/** How the mirror covers an element for the agent. */
export type Cover = "shown" | "masked" | "blocked";

export interface GateOptions {
  /** Whether the session is live now. */
  isLive(): boolean;
  /** What the customer allows now. */
  grants(): readonly Level[];
  /** The element that the mirror knows by this id, if it is in the page. */
  element(node: number): Element | undefined;
  /** How the agent sees it. */
  cover(element: Element): Cover;
  /** Whether the element is part of Tandem's own widget: the agent must not press Yes there. */
  isOwn(element: Element): boolean;
  /** Whether the customer has taken the input to themselves for a while (I7). */
  isHeldOff?(): boolean;
  /** Whether an address counts as inside the site. */
  isInside(url: URL): boolean;
  /** CSS selectors on top of data-tandem="readonly" and "noclick" and "own-click". */
  readonly readonly?: readonly string[];
  readonly noclick?: readonly string[];
  readonly ownClick?: readonly string[];
  /** Lets agents type into masked fields (which they still cannot read), and into password fields. Default: neither. */
  readonly fillMasked?: boolean;
  readonly fillPasswords?: boolean;
}

/** The level that each kind of event needs. A key may press a button, so that outside text fields it needs `click` as well: see keyLevel. */
const levels: { readonly [K in (RemoteEvent | PointRequest)["kind"]]: Level } = {
  point: "point",
  scroll: "scroll",
  pointer: "click",
  key: "fill",
  choose: "fill",
  set: "fill",
  open: "fill",
  edit: "fill",
  close: "fill",
  caret: "fill",
  leave: "fill",
  mark: "point",
  unmark: "point",
  take: "fill",
  go: "navigate",
  warm: "navigate",
};

export class Gate {
  constructor(private readonly options: GateOptions) {}

  // Pages of old libraries take includes() away from arrays.
  #isGranted(level: Level): boolean {
    return this.options.grants().indexOf(level) >= 0;
  }

  /** Judges one event against the page as it is at this moment. */
  judge(event: RemoteEvent | PointRequest): Verdict {
    const { options } = this;
    if (!options.isLive()) return denied("not_live");
    if (options.isHeldOff?.() === true) return denied("held_off");
    if (!this.#isGranted(levels[event.kind])) return denied("not_granted");
    if (event.kind === "go") return this.#address(event.url, document.documentElement);
    // Marks press nothing and read nothing; where their elements are is looked up when they are drawn. What input may do, once taken, is judged event by event.
    if (event.kind === "mark" || event.kind === "unmark" || event.kind === "take" || event.kind === "leave" || event.kind === "warm") return { kind: "allowed", target: document.documentElement };
    const target = options.element(event.node);
    if (!target || !target.isConnected) return denied("no_such_element");
    if (options.isOwn(target)) return denied("own_widget");
    if (event.kind === "point") return { kind: "allowed", target };
    if (options.cover(target) === "blocked") return denied("hidden");
    if (event.kind === "scroll") return this.#scroll(event, target);
    if (isDisabled(target)) return denied("disabled");
    if (isFileField(target)) return denied("file_field");
    return event.kind === "pointer" ? this.#click(target) : this.#typing(event, target);
  }

  /** The anchor decides where the box goes: it has to be one that the agent may see. */
  #scroll(event: ScrollRequest, target: Element): Verdict {
    const anchor = this.options.element(event.anchor);
    return anchor?.isConnected === true && !this.options.isOwn(anchor) ? { kind: "allowed", target } : denied("no_such_element");
  }

  #click(target: Element): Verdict {
    if (this.#within(target, "noclick", this.options.noclick)) return denied("no_click_here");
    const label = closest.call(target, "label") as HTMLLabelElement | null;
    const control = label?.control;
    if (control && control !== target) {
      // A label's click is its control's click.
      if (isFileField(control)) return denied("file_field");
      if (isDisabled(control)) return denied("disabled");
      if (this.#within(control, "noclick", this.options.noclick)) return denied("no_click_here");
      if (this.options.cover(control) === "blocked") return denied("hidden");
      if (isToggle(control) && this.#within(control, "readonly", this.options.readonly)) return denied("no_typing_here");
    }
    if (isToggle(target) && this.#within(target, "readonly", this.options.readonly)) return denied("no_typing_here");
    if (this.#within(target, "own-click", this.options.ownClick) || (control && this.#within(control, "own-click", this.options.ownClick))) {
      return { kind: "ask", target, about: "own_click" };
    }
    const link = linkOf(target);
    if (!link) return { kind: "allowed", target };
    const where = getAttribute.call(link, "href") ?? getAttribute.call(link, "xlink:href") ?? "";
    if (where.startsWith("#")) return { kind: "allowed", target };
    if (!this.#isGranted("navigate")) return denied("not_granted");
    return this.#address(where, target);
  }

  #typing(event: Exclude<RemoteEvent, { kind: "pointer" | "scroll" | "go" | "mark" | "unmark" | "take" | "leave" | "warm" }>, target: Element): Verdict {
    if (this.#within(target, "readonly", this.options.readonly)) return denied("no_typing_here");
    const isPassword = isPasswordField(target);
    const isMasked = isPassword || this.options.cover(target) === "masked";
    if (isPassword && this.options.fillPasswords !== true) return denied("password_field");
    if (isMasked && !isPassword && this.options.fillMasked !== true) return denied("masked_field");
    // Filling together tells the agent what is in the field: a masked one can be set blindly at most. That the agent is in it, tells them nothing.
    if (isMasked && event.kind !== "set" && !(event.kind === "caret" && event.at === null)) return denied(isPassword ? "password_field" : "masked_field");
    if (event.kind === "key" && pressesButtons(event.key)) return this.#pressing(event.key, target);
    return { kind: "allowed", target };
  }

  /** Enter and Space do what a click does: on the element itself, or by sending off its form. */
  #pressing(key: string, target: Element): Verdict {
    const pressed = key === "Enter" && isTextField(target) ? defaultButton(target) : target;
    if (!pressed || isMultiline(target)) return { kind: "allowed", target };
    if (!isTextField(target) || key === "Enter") {
      if (!this.#isGranted("click")) return denied("not_granted");
      const verdict = this.#click(pressed);
      return verdict.kind === "allowed" ? { kind: "allowed", target } : verdict;
    }
    return { kind: "allowed", target };
  }

  #address(address: string, target: Element): Verdict {
    let url: URL;
    try {
      url = new URL(address, document.baseURI);
    } catch {
      return denied("bad_address");
    }
    if (url.protocol !== "https:" && url.protocol !== "http:") return denied("bad_address");
    if (url.username !== "" || url.password !== "") return denied("bad_address");
    return this.options.isInside(url) ? { kind: "allowed", target } : { kind: "ask", target, about: "outside" };
  }

  /** Whether the element or anything around it, through shadow roots and frames, bears the rule. A selector that does not parse forbids. */
  #within(element: Element, rule: string, selectors: readonly string[] = []): boolean {
    for (let at: Element | null = element; at; at = parentOf(at)) {
      const own = getAttribute.call(at, "data-tandem");
      if (own !== null && own.split(/\s+/).indexOf(rule) >= 0) return true;
      for (const selector of selectors) {
        try {
          if (matches.call(at, selector)) return true;
        } catch {
          return true;
        }
      }
    }
    return false;
  }
}

// A form lets its named controls shadow its own properties: `<input name="parentNode">` makes `form.parentNode` an input, and a page could hide a
// rule so. What the gate asks of an element is therefore asked of the prototypes.
const { getAttribute, matches, closest } = Element.prototype;
const { getRootNode } = Node.prototype;
const parentNode = getter<Node | null>("parentNode");
const nodeType = getter<number>("nodeType");

function getter<T>(property: "parentNode" | "nodeType"): (node: Node) => T {
  const get = Object.getOwnPropertyDescriptor(Node.prototype, property)?.get;
  if (!get) throw new TypeError(`Node.prototype has no ${property}`);
  return (node) => get.call(node) as T;
}

function denied(why: Denial): Verdict {
  return { kind: "denied", why };
}

/** The parent element, out of shadow roots and same-origin frames as well. */
function parentOf(element: Element): Element | null {
  const parent = parentNode(element);
  if (parent && nodeType(parent) === 1) return parent as Element;
  const root = getRootNode.call(element);
  if ("host" in root) return root.host as Element;
  return element.ownerDocument.defaultView?.frameElement ?? null;
}

// Elements of other frames are of other realms: names and types are asked, not classes.

function isInput(element: Element): element is HTMLInputElement {
  return element.localName === "input";
}

function isFileField(element: Element): boolean {
  return isInput(element) && element.type === "file";
}

function isPasswordField(element: Element): boolean {
  return isInput(element) && element.type === "password";
}

function isToggle(element: Element): boolean {
  return isInput(element) && (element.type === "checkbox" || element.type === "radio" || element.type === "range");
}

const notText = new Set(["checkbox", "radio", "range", "button", "submit", "reset", "image", "color", "file", "hidden"]);

function isTextField(element: Element): element is HTMLInputElement | HTMLTextAreaElement {
  return element.localName === "textarea" || (isInput(element) && !notText.has(element.type));
}

function isMultiline(element: Element): boolean {
  return element.localName === "textarea" || (element as HTMLElement).isContentEditable;
}

function isDisabled(element: Element): boolean {
  return matches.call(element, ":disabled") || closest.call(element, "[inert]") !== null;
}

function pressesButtons(key: string): boolean {
  return key === "Enter" || key === " " || key === "Spacebar";
}

/** The button that Enter in a field of the form presses (HTML, "implicit submission"). */
function defaultButton(field: HTMLInputElement | HTMLTextAreaElement): Element | null {
  if (!field.form) return null;
  for (const element of field.form.elements) {
    if ((element.localName === "button" && (element as HTMLButtonElement).type === "submit") || (isInput(element) && (element.type === "submit" || element.type === "image"))) {
      return element;
    }
  }
  return field.form;
}

function linkOf(element: Element): Element | null {
  for (let at: Element | null = element; at; at = parentOf(at)) {
    if ((at.localName === "a" || at.localName === "area") && (at.hasAttribute("href") || at.hasAttribute("xlink:href"))) return at;
  }
  return null;
}
