import { el } from "../ui/dom";
import stripCss from "./strip.css?inline";

/** The widget's shadow root, as tools that are loaded later use it. */
export class ToolRoom {
  readonly root: ShadowRoot;

  constructor(host: Element, private readonly lang: string) {
    const root = host.shadowRoot;
    if (!root) throw new Error("the widget has no shadow root");
    this.root = root;
    // As Surface.addStyles does: constructed where there is such a thing, so that no policy forbids it.
    if (!("adoptedStyleSheets" in root)) return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(stripCss);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  }

  /** Under everything else of the widget. */
  below(element: Element): void {
    this.root.prepend(element);
  }

  /** A strip at the window's upper edge: a text that is read aloud, and buttons. */
  strip(label: string, text: string, ...buttons: readonly HTMLElement[]): HTMLElement {
    const said = el("span", { role: "status" });
    const strip = el("section", { class: "strip", "aria-label": label, lang: this.lang }, said, ...buttons);
    this.root.append(strip);
    // After it is there, or no screen reader tells.
    said.textContent = text;
    return strip;
  }
}
