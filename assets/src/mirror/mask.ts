import type { Dom } from "./dom";

/** How much of a part of the page is shown. Higher numbers show less. */
export const enum Cover {
  Shown = 0,
  /** Texts as dots, no images, only attributes that say nothing. */
  Masked = 1,
  /** An empty box of the same size. */
  Blocked = 2,
}

export interface MaskOptions {
  /** Selectors of elements whose content is shown as dots. */
  readonly mask?: readonly string[];
  /** Selectors of elements that are shown as empty boxes. */
  readonly block?: readonly string[];
  /** Selectors of elements that are shown although something around them is masked. */
  readonly unmask?: readonly string[];
  /** Mask everything that is not unmasked. */
  readonly privateByDefault?: boolean;
}

const DOT = "•";
/** A password is shown as this many dots, so that not even its length is told. */
const PASSWORD = DOT.repeat(8);
/** Shorter values of masked controls are too common to be struck out elsewhere. */
const SHORTEST_WORD = 6;
const MOST_WORDS = 64;
const SECRET_AUTOCOMPLETE = /(?:^|\s)(?:cc-\S+|one-time-code|current-password|new-password)(?:\s|$)/i;

/**
 * Decides what leaves the customer's browser. Everything that is compared, hashed or encoded has passed through here
 * first. A selector that does not parse masks the whole page: a rule that cannot be followed must not be ignored.
 */
export class Masks {
  readonly #mask: string;
  readonly #block: string;
  readonly #unmask: string;
  /** What the page is covered by before any rule is looked at. */
  readonly ground: Cover;
  /** Whether a rule can depend on more than the element itself, so that a change elsewhere may change what it covers. */
  readonly contextual: boolean;
  /** Inputs that were a password once stay masked when a "show password" button turns them into text. */
  readonly #secret = new WeakSet<Element>();
  /** What masked controls hold, so that it can be struck out wherever else the page repeats it. */
  readonly #words = new Set<string>();
  readonly #latest = new WeakMap<Element, string>();

  constructor(
    doc: Document,
    private readonly dom: Dom,
    options: MaskOptions,
  ) {
    const probe = doc.createDocumentFragment();
    const joined = (selectors: readonly string[] | undefined): string | null => {
      const list = (selectors ?? []).join(",");
      try {
        if (list !== "") probe.querySelector(list);
        for (const selector of selectors ?? []) probe.querySelector(selector);
        return list;
      } catch {
        return null;
      }
    };
    const [mask, block, unmask] = [joined(options.mask), joined(options.block), joined(options.unmask)];
    const broken = mask === null || block === null || unmask === null;
    this.#mask = mask ?? "";
    this.#block = block ?? "";
    this.#unmask = broken ? "" : (unmask ?? "");
    this.contextual = /[\s>+~:]/.test([mask, block, unmask].join(" ").trim().replace(/,\s*/g, ","));
    this.ground = broken || options.privateByDefault === true ? Cover.Masked : Cover.Shown;
  }

  /** The cover of an element whose parent has the cover `around`. */
  cover(element: Element, around: Cover): Cover {
    if (around === Cover.Blocked) return around;
    const rule = this.dom.getAttribute(element, "data-tandem");
    if (says(rule, "block") || matches(element, this.#block)) return Cover.Blocked;
    if (this.#isSecret(element)) return Cover.Masked;
    if (says(rule, "mask") || this.dom.getAttribute(element, "data-private") !== null || matches(element, this.#mask)) {
      return Cover.Masked;
    }
    if (says(rule, "unmask") || matches(element, this.#unmask)) return Cover.Shown;
    return around;
  }

  /** How an element is covered as the page is now, out of shadow roots and same-origin frames too. */
  coverOf(element: Element): Cover {
    const around: Element[] = [];
    for (let at: Node | null = element; at !== null; at = this.#around(at)) if (this.dom.isElement(at)) around.push(at);
    return around.reduceRight((outside, at) => this.cover(at, outside), this.ground);
  }

  #around(node: Node): Node | null {
    if (this.dom.type(node) === 9) return (node as Document).defaultView?.frameElement ?? null;
    return this.dom.parent(node) ?? (node as Partial<ShadowRoot>).host ?? null;
  }

  /** The value of a control, as it may be sent. */
  value(control: HTMLInputElement | HTMLTextAreaElement, cover: Cover): string {
    const { value } = control;
    if (cover === Cover.Shown) return this.scrub(value);
    this.#remember(control, value);
    if (value === "") return "";
    switch (control.type) {
      case "password":
        return PASSWORD;
      case "text":
      case "search":
      case "url":
      case "tel":
      case "textarea":
        return this.#secret.has(control) ? PASSWORD : dots(value);
      default:
        return ""; // A date or a number of dots is no date; better an empty field than a wrong one.
    }
  }

  /** A text with everything struck out that a masked control holds: pages echo, clone and reflect what is typed. */
  scrub(text: string): string {
    if (this.#words.size === 0) return text;
    let clean = text;
    for (const word of this.#words) if (clean.includes(word)) clean = clean.split(word).join(dots(word));
    return clean;
  }

  /** Keeps what a control held, not every stage of its being typed. */
  #remember(control: Element, value: string): void {
    const last = this.#latest.get(control) ?? "";
    if (value.length < SHORTEST_WORD || last.startsWith(value)) return;
    if (value.startsWith(last)) this.#words.delete(last);
    this.#latest.set(control, value);
    this.#words.add(value);
    const [oldest] = this.#words;
    if (this.#words.size > MOST_WORDS && oldest !== undefined) this.#words.delete(oldest);
  }

  #isSecret(element: Element): boolean {
    const name = this.dom.name(element);
    if (name !== "input" && name !== "textarea" && name !== "select") return false;
    if (this.#secret.has(element)) return true;
    const type = this.dom.getAttribute(element, "type")?.toLowerCase();
    if (type === "password") {
      this.#secret.add(element);
      return true;
    }
    return type === "hidden" || SECRET_AUTOCOMPLETE.test(this.dom.getAttribute(element, "autocomplete") ?? "");
  }
}

/** One dot for every character that is not a space, so that lines still break where they did. */
export function dots(text: string): string {
  return text.replace(/\S/gu, DOT);
}

/** CSS without anything that can carry words: strings, addresses and custom properties. */
export function quiet(css: string): string {
  return css.replace(/url\([^)]*\)?/gi, "none").replace(/"(?:\\[\s\S]|[^"\\])*"?|'(?:\\[\s\S]|[^'\\])*'?/g, '""').replace(/(^|[;{])\s*--[^:;{}]*:[^;}]*/g, "$1").replace(/\/\*[\s\S]*?(?:\*\/|$)/g, "");
}

/** The attribute may hold several rules, with spaces: `mask readonly`. */
function says(rules: string | null, rule: string): boolean {
  return rules !== null && (rules === rule || rules.split(/\s+/).indexOf(rule) >= 0);
}

function matches(element: Element, selector: string): boolean {
  return selector !== "" && element.matches(selector);
}
