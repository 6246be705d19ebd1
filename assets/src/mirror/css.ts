/** Attributes that stand for what the customer, not the agent, hovers and focuses. */
export const MARK = {
  hover: "tandem-hover",
  focus: "tandem-focus",
  focusVisible: "tandem-focus-visible",
  focusWithin: "tandem-focus-within",
  undefined: "tandem-undefined",
} as const;

const PSEUDO: Readonly<Record<string, string>> = {
  hover: `[${MARK.hover}]`,
  focus: `[${MARK.focus}]`,
  "focus-visible": `[${MARK.focusVisible}]`,
  "focus-within": `[${MARK.focusWithin}]`,
  defined: `:not([${MARK.undefined}])`,
};

const TOKEN = new RegExp(
  [
    String.raw`/\*[\s\S]*?(?:\*/|$)`, // comments
    String.raw`(?<import>@import\s+)(?<imported>"(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])*')`,
    String.raw`url\(\s*(?<url>"(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])*'|[^)"']*)\s*\)`,
    String.raw`"(?:\\[\s\S]|[^"\\])*(?:"|$)`,
    String.raw`'(?:\\[\s\S]|[^'\\])*(?:'|$)`,
    String.raw`\\[\s\S]`,
    String.raw`:(?<pseudo>hover|focus-visible|focus-within|focus|defined)(?![\w-])`,
    String.raw`\(\s*(?<feature>prefers-[a-z-]+|forced-colors|inverted-colors|any-hover|hover|any-pointer|pointer|display-mode)\s*(?::\s*(?<answer>[a-z-]+))?\s*\)`,
    String.raw`(?<scheme>color-scheme\s*:\s*)(?<schemes>[a-z\s]*)`,
  ].join("|"),
  "gi",
);

/** A condition that always holds, and one that never does. */
const ALWAYS = "(min-width:0px)";
const NEVER = "(max-width:0px)";

export interface CssContext {
  /** Where relative addresses start. */
  readonly base: string;
  /** The customer's answers to media features, as "feature: value" joined by commas. */
  readonly media: string;
  /** Puts another address in place of an absolute one: where this browser has what stands behind it. */
  readonly translate?: ((url: string) => string) | undefined;
}

/**
 * Turns a page's style sheet into the replica's: addresses made absolute, states of the agent's pointer and focus
 * replaced by marks of the customer's, media features answered as the customer's browser answers them. One pass, no
 * parse: what it does not know it leaves as it is.
 */
export function rewriteCss(css: string, context: CssContext): string {
  const answers = new Set(context.media.split(","));
  return css.replace(TOKEN, (whole: string, ...rest: unknown[]) => {
    const groups = rest[rest.length - 1] as Record<string, string | undefined>;
    const { url, imported, pseudo, feature, schemes } = groups;
    if (url !== undefined) return `url("${located(unquote(url), context)}")`;
    if (imported !== undefined) return `${groups["import"] ?? ""}url("${located(unquote(imported), context)}")`;
    if (pseudo !== undefined) return inSelector(css, Number(rest[rest.length - 3]) + whole.length) ? (PSEUDO[pseudo.toLowerCase()] ?? whole) : whole;
    if (feature !== undefined) return answer(answers, feature.toLowerCase(), groups["answer"]?.toLowerCase(), whole);
    if (schemes !== undefined) return /light/i.test(schemes) && /dark/i.test(schemes) ? `${groups["scheme"] ?? ""}${scheme(answers)}` : whole;
    return whole;
  });
}

/** The addresses in a style sheet, as rewriteCss makes them, in their order; only those of one use, if one is named. */
export function addressesIn(css: string, base: string, use?: AddressUse): string[] {
  const found: string[] = [];
  for (const match of css.matchAll(TOKEN)) {
    const { url, imported } = match.groups ?? {};
    const address = url ?? imported;
    if (address === undefined || (use !== undefined && use !== useOf(css, match.index, imported !== undefined))) continue;
    found.push(absolute(unquote(address), base));
  }
  return found;
}

const HELD = "about:invalid#";

/** Stands for an address that this browser must not ask for itself. */
export function held(url: string): string {
  return HELD + encodeURIComponent(url);
}

/** The address for which something stands in a piece of CSS. */
export function heldIn(css: string): string | undefined {
  const found = /about:invalid#([^"'()\s]+)/.exec(css)?.[1];
  return found === undefined ? undefined : decodeURIComponent(found);
}

/** What an address in a style sheet stands for. */
export type AddressUse = "import" | "font" | "picture";

function useOf(css: string, at: number, imported: boolean): AddressUse {
  if (imported || /@import\s+$/i.test(css.slice(Math.max(0, at - 40), at))) return "import";
  const block = css.lastIndexOf("{", at);
  return block > css.lastIndexOf("}", at) && /@font-face\s*$/i.test(css.slice(Math.max(0, block - 40), block)) ? "font" : "picture";
}

/** Rewrites a media query list on its own, as it stands in a `media` attribute. */
export function rewriteMedia(query: string, media: string): string {
  return rewriteCss(query, { base: "", media });
}

/** A colon may also part a property from its value (`animation:hover 1s`): only selectors come before a brace. */
function inSelector(css: string, from: number): boolean {
  for (let at = from; at < css.length; at++) {
    const unit = css.charCodeAt(at);
    if (unit === 0x7b) return true;
    if (unit === 0x3b || unit === 0x7d) return false;
  }
  return false;
}

function answer(answers: ReadonlySet<string>, feature: string, value: string | undefined, whole: string): string {
  let known = false;
  let holds = false;
  for (const given of answers) {
    if (!given.startsWith(`${feature}: `)) continue;
    known = true;
    const is = given.slice(feature.length + 2);
    if (value === undefined ? is !== "none" && is !== "no-preference" : is === value) holds = true;
  }
  if (!known) return whole;
  return holds ? ALWAYS : NEVER;
}

function scheme(answers: ReadonlySet<string>): string {
  return answers.has("prefers-color-scheme: dark") ? "only dark" : "only light";
}

function unquote(text: string): string {
  const trimmed = text.trim();
  const inner = /^["']/.test(trimmed) ? trimmed.slice(1, -1) : trimmed;
  return inner.replace(/\\([0-9a-f]{1,6}\s?|[\s\S])/gi, (_, escaped: string) =>
    /^[0-9a-f]/i.test(escaped) ? String.fromCodePoint(Math.min(parseInt(escaped, 16), 0x10ffff)) : escaped,
  );
}

function located(address: string, { base, translate }: CssContext): string {
  const url = absolute(address, base);
  return translate === undefined || !/^(?:https?|blob):/.test(url) ? url : translate(url);
}

/** Resolves an address, and drops those of any scheme a style sheet has no business with. */
function absolute(address: string, base: string): string {
  if (address === "" || address.startsWith("#")) return address;
  try {
    const url = address.startsWith("data:") || base === "" ? new URL(address) : new URL(address, base);
    if (!/^(?:https?|data|blob):$/.test(url.protocol)) return "about:invalid";
    return url.protocol === "data:" ? address.replace(/["\\\n]/g, encodeURIComponent) : url.href.replace(/["\\\n]/g, encodeURIComponent);
  } catch {
    return "about:invalid";
  }
}
