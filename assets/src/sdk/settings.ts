import { GRANTS, type Assets, type Grant } from "../shared/wire.gen";

/** What the site said in its script tag (docs/integration.md). */
export interface Settings {
  /** Where sdk.js came from, with a slash at the end: everything else is asked for there. */
  readonly base: string;
  readonly siteKey: string;
  /** The widget's language: `data-lang`, else the page's, else the browser's. May be any BCP 47 tag. */
  readonly lang: string;
  /** The corner of the entry button and the bar; `none`: no button, the site has its own way to open. */
  readonly position: "left" | "right" | "none";
  readonly theme: "auto" | "light" | "dark";
  /** The entry button's words, if not the usual ones. */
  readonly label: string | undefined;
  /** For example `Alt+Shift+T`. */
  readonly hotkey: string | undefined;
  /** The page's nonce for style elements; only old browsers need it. */
  readonly nonce: string;
  /** Selectors of what the agent shall not read, or not see at all, or see although something around it is masked. */
  readonly mask: readonly string[];
  readonly block: readonly string[];
  readonly unmask: readonly string[];
  /** Everything is masked but what is unmasked. */
  readonly privateByDefault: boolean;
  /** What agents may be allowed at all, `view` included; the customer decides about each of it. */
  readonly allow: readonly Grant[];
  /** Selectors of where the agent may not type, may not click, and of buttons that only the customer may press. */
  readonly readonly: readonly string[];
  readonly noclick: readonly string[];
  readonly ownClick: readonly string[];
  /** Whether agents may type into fields that are masked for them, and into password fields. */
  readonly fillMasked: boolean;
  readonly fillPasswords: boolean;
  /** Which pictures, fonts and style sheets come through the customer's browser, if the page says so. */
  readonly assets: Assets | undefined;
  /** A selector of the canvases that are shared, as pictures. */
  readonly canvas: string;
  /** Whether this page can be shared at all. */
  readonly cobrowse: boolean;
  /** Whether what the site's favourites need may be loaded beforehand. */
  readonly warm: boolean;
  /** Hosts that count as inside the site besides the page's own, with their sub-domains. */
  readonly domains: readonly string[];
}

/** Where the chat keeps the language that the person chose. */
export const languageKey = "tandem.language";

export function readSettings(script: HTMLScriptElement): Settings {
  const { site = "", lang, position, theme, label, hotkey, mask, block, unmask, private: isPrivate } = script.dataset;
  const { allow, readonly, noclick, ownClick, fillMasked, fillPasswords, assets, canvas, cobrowse, warm, domains = "" } = script.dataset;
  return {
    base: new URL(".", script.src).href,
    siteKey: site,
    lang: chosenLanguage() || lang || document.documentElement.lang || navigator.language || "en",
    position: position === "left" || position === "none" ? position : "right",
    theme: theme === "light" || theme === "dark" ? theme : "auto",
    label,
    hotkey,
    nonce: script.nonce ?? "",
    mask: selectors(mask),
    block: selectors(block),
    unmask: selectors(unmask),
    privateByDefault: isOn(isPrivate),
    allow: allow === undefined ? GRANTS : GRANTS.filter((grant) => grant === "view" || words(allow).indexOf(grant) >= 0),
    readonly: selectors(readonly),
    noclick: selectors(noclick),
    ownClick: selectors(ownClick),
    fillMasked: isOn(fillMasked),
    fillPasswords: isOn(fillPasswords),
    assets: assets === "all" || assets === "needed" || assets === "none" ? assets : undefined,
    canvas: `[data-tandem~=canvas],[data-tandem~=canvas] *${canvas === undefined ? "" : `,${canvas || "*"}`}`,
    cobrowse: cobrowse !== "false",
    warm: warm !== "false",
    domains: words(domains.toLowerCase()),
  };
}

/** What the person chose in the chat goes before what the page is written in. */
function chosenLanguage(): string | null {
  try {
    return localStorage.getItem(languageKey);
  } catch {
    return null;
  }
}

function isOn(attribute: string | undefined): boolean {
  return attribute !== undefined && attribute !== "false";
}

function words(attribute: string): string[] {
  return attribute.split(/[\s,]+/).filter((word) => word !== "");
}

/** One entry, which may be a list of selectors: splitting at commas would break `:is(a, b)`. */
function selectors(attribute: string | undefined): readonly string[] {
  return attribute ? [attribute] : [];
}
