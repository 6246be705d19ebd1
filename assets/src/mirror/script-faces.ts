import { AssetLimit } from "./assets";
import { Patches } from "./patches";

/** Descriptors of a face, as its object and as a rule names them, with what is usual. */
const DESCRIPTORS: readonly (readonly [keyof FontFace, string, string])[] = [
  ["style", "font-style", "normal"], ["weight", "font-weight", "normal"], ["stretch", "font-stretch", "normal"], ["unicodeRange", "unicode-range", "U+0-10FFFF"],
  ["featureSettings", "font-feature-settings", "normal"], ["display", "font-display", "auto"], ["ascentOverride", "ascent-override", "normal"],
  ["descentOverride", "descent-override", "normal"], ["lineGapOverride", "line-gap-override", "normal"],
];

/**
 * The fonts that scripts make as objects (`new FontFace`, `document.fonts.add`), as a style sheet of `@font-face` rules: from there on they are assets like any other font
 * of the page. No object says where it is from, so that only those are known that are made while this watches; one made of bytes gets an address for as long.
 */
export class ScriptFaces {
  /** What stands after `src:` in a rule. */
  readonly #sources = new WeakMap<FontFace, string>();
  readonly #rules = new WeakMap<Document, string>();
  readonly #patches = new Patches();
  readonly #undo: (() => void)[] = [];
  readonly #addresses: string[] = [];

  /** `changed`: other fonts than before may be in use. */
  constructor(private readonly changed: () => void) {}

  /** Watches a document's fonts. Once for each. */
  watch(doc: Document): void {
    const realm = doc.defaultView;
    const descriptor = realm === null ? undefined : Object.getOwnPropertyDescriptor(realm, "FontFace");
    const original = descriptor?.value as typeof FontFace | undefined;
    if (realm === null || descriptor === undefined || original === undefined) return;
    const noted = new Proxy(original, {
      construct: (target, args: ConstructorParameters<typeof FontFace>, made) => {
        const face = Reflect.construct(target, args, made) as FontFace;
        this.#note(realm, face, args[1]);
        return face;
      },
    });
    Object.defineProperty(realm, "FontFace", { ...descriptor, value: noted });
    this.#undo.push(() => {
      try {
        if (Object.getOwnPropertyDescriptor(realm, "FontFace")?.value === noted) Object.defineProperty(realm, "FontFace", descriptor);
      } catch {
        // The frame shows another origin's page by now, with a FontFace of its own.
      }
    });
    const set = Object.getPrototypeOf(doc.fonts) as object;
    for (const method of ["add", "delete", "clear"]) this.#patches.method(set, method, () => {
      this.#rules.delete(doc);
      this.changed();
    });
  }

  /** The rules that stand for a document's fonts; the empty text for none. */
  rules(doc: Document): string {
    let rules = this.#rules.get(doc);
    if (rules === undefined) this.#rules.set(doc, (rules = [...doc.fonts].map((face) => ruleOf(face, this.#sources.get(face))).join("")));
    return rules;
  }

  stop(): void {
    this.#patches.restore();
    for (const undo of this.#undo) undo();
    for (const address of this.#addresses) URL.revokeObjectURL(address);
  }

  #note(realm: Window & typeof globalThis, face: FontFace, source: string | BufferSource): void {
    if (typeof source === "string") this.#sources.set(face, source);
    else if (source.byteLength <= AssetLimit.one) {
      const address = realm.URL.createObjectURL(new realm.Blob([source]));
      this.#addresses.push(address);
      this.#sources.set(face, `url("${address}")`);
    }
  }
}

/** The face as a rule. A source that would end the rule is none. */
export function ruleOf(face: FontFace, source: string | undefined): string {
  if (source === undefined || /[{};]/.test(source.replace(/"[^"]*"|'[^']*'/g, ""))) return "";
  const family = face.family.trim().replace(/^["']|["']$/g, "").replace(/["\\\n{}]/g, "");
  const rest = DESCRIPTORS.map(([key, name, usual]) => [name, String(face[key] ?? usual), usual]).filter(([, value, usual]) => value !== usual && value !== "");
  return `@font-face{font-family:"${family}";src:${source}${rest.map(([name, value]) => `;${name ?? ""}:${value ?? ""}`).join("")}}\n`;
}
