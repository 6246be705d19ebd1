import { addressesIn, heldIn } from "./css";
import type { Stored } from "./depot";

/** A font that the page uses and this browser could not load. */
export interface LackingFace {
  readonly url: string;
  readonly family: string;
  readonly descriptors: FontFaceDescriptors;
}

/** Formats that no browser of today takes. */
const OBSOLETE = /format\(\s*["']?(?:embedded-opentype|svg)["']?\s*\)/i;

/** Fonts that this browser could not load, asked of the customer's. */
export class FontNeeds {
  /** What was asked for, by document: each has fonts of its own. */
  readonly #asked = new WeakMap<Document, Set<string>>();

  constructor(
    private readonly ask: (url: string, then: (stored: Stored) => void) => void,
    private readonly askSheet: (url: string) => void,
    private readonly isOver: () => boolean,
  ) {}

  lookOver(doc: Document, view: Window & typeof globalThis): void {
    const asked = this.#asked.get(doc) ?? new Set<string>();
    this.#asked.set(doc, asked);
    const { faces, closed } = lackingFaces(doc);
    for (const url of closed) this.askSheet(url);
    for (const { url, family, descriptors } of faces) {
      const face = JSON.stringify([url, family, descriptors]);
      if (asked.has(face)) continue;
      asked.add(face);
      this.ask(url, (stored) => {
        void stored.blob.arrayBuffer().then((bytes) => {
          if (!this.isOver()) doc.fonts.add(new view.FontFace(family, bytes, descriptors));
        });
      });
    }
  }
}

/**
 * The faces of a document that were wanted and did not load, with the address of each. A face itself does not say where it comes from: its rule does. Where no rule that
 * may be read is one's, it may stand in an imported sheet of another origin, which this browser has loaded and nobody may read: `closed` names those.
 */
export function lackingFaces(doc: Pick<Document, "fonts" | "styleSheets" | "adoptedStyleSheets">): { faces: LackingFace[]; closed: string[] } {
  const failed = new Set<string>();
  for (const face of doc.fonts) if (face.status === "error") failed.add(keyOf(face.family, face.weight, face.style, face.unicodeRange));
  const faces: LackingFace[] = [];
  if (failed.size === 0) return { faces, closed: [] };
  const closed: string[] = [];
  const explained = new Set<string>();
  for (const sheet of [...doc.styleSheets, ...doc.adoptedStyleSheets]) for (const { style } of faceRules(sheet, closed)) {
    const [weight, slant, unicodeRange] = [style.getPropertyValue("font-weight"), style.getPropertyValue("font-style"), style.getPropertyValue("unicode-range")];
    const family = style.getPropertyValue("font-family");
    const url = addressOf(style.getPropertyValue("src"));
    const key = keyOf(family, weight, slant, unicodeRange);
    if (url === undefined || !failed.has(key)) continue;
    explained.add(key);
    const stretch = style.getPropertyValue("font-stretch");
    faces.push({ url, family: unquoted(family), descriptors: { weight: weight || "normal", style: slant || "normal", stretch: stretch || "normal", ...(unicodeRange ? { unicodeRange } : {}) } });
  }
  return { faces, closed: explained.size < failed.size ? closed : [] };
}

function* faceRules(sheet: CSSStyleSheet | CSSGroupingRule, closed: string[]): Generator<CSSFontFaceRule> {
  let rules: CSSRuleList;
  try {
    rules = sheet.cssRules;
  } catch {
    const { href } = sheet as CSSStyleSheet;
    if (href !== null) closed.push(href);
    return;
  }
  for (const rule of rules) {
    if (rule.constructor.name === "CSSFontFaceRule") yield rule as CSSFontFaceRule;
    else if (rule.constructor.name === "CSSImportRule") {
      const imported = (rule as CSSImportRule).styleSheet;
      if (imported !== null) yield* faceRules(imported, closed);
    } else if ("cssRules" in rule && !("selectorText" in rule)) yield* faceRules(rule as CSSGroupingRule, closed);
  }
}

function addressOf(src: string): string | undefined {
  for (const source of src.split(/,(?=\s*(?:url|local)\()/)) {
    const url = heldIn(source) ?? addressesIn(source, "")[0];
    if (url !== undefined && !OBSOLETE.test(source)) return url;
  }
  return undefined;
}

/** Browsers spell the same descriptors in more than one way. */
function keyOf(family: string, weight: string, style: string, range: string): string {
  const usual: Readonly<Record<string, string>> = { "": "normal", "400": "normal", "700": "bold" };
  const ranges = range.toLowerCase().replace(/\s|u\+0*(?=[0-9a-f])/g, "");
  return [unquoted(family).toLowerCase(), usual[weight] ?? weight, usual[style] ?? style, ranges === "" || ranges === "0-10ffff" ? "" : ranges].join("|");
}

function unquoted(family: string): string {
  return family.trim().replace(/^["']|["']$/g, "");
}
