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
}

export function readSettings(script: HTMLScriptElement): Settings {
  const { site = "", lang, position, theme, label, hotkey, mask, block, unmask, private: isPrivate } = script.dataset;
  return {
    base: new URL(".", script.src).href,
    siteKey: site,
    lang: lang || document.documentElement.lang || navigator.language || "en",
    position: position === "left" || position === "none" ? position : "right",
    theme: theme === "light" || theme === "dark" ? theme : "auto",
    label,
    hotkey,
    nonce: script.nonce ?? "",
    mask: selectors(mask),
    block: selectors(block),
    unmask: selectors(unmask),
    privateByDefault: isPrivate !== undefined && isPrivate !== "false",
  };
}

/** One entry, which may be a list of selectors: splitting at commas would break `:is(a, b)`. */
function selectors(attribute: string | undefined): readonly string[] {
  return attribute ? [attribute] : [];
}
