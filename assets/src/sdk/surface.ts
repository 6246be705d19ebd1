import entryCss from "./entry.css?inline";
import type { Settings } from "./settings";

/**
 * The widget's own place in the page: one element at the end of the body with a shadow root, which neither the site's styles nor the mirror
 * reach. Sites that replace their body (Turbo, htmx, hydrating frameworks) throw it away with the rest; being a custom element, it hears
 * of that without observing anything, and comes back.
 */
export class Surface {
  readonly host: HTMLElement;
  readonly root: ShadowRoot;
  /** How often the page has thrown the element away: one that does nothing else is not fought for ever. */
  #returns = 0;
  #home: () => Element | null = () => document.body;

  constructor(private readonly settings: Settings) {
    this.host = document.createElement(defineHost());
    // For the mirror: this element is not part of the page.
    this.host.dataset["tandem"] = "ignore";
    this.host.dataset["theme"] = settings.theme;
    this.host.dataset["side"] = settings.position === "left" ? "left" : "right";
    this.root = this.host.attachShadow({ mode: "open" });
    this.addStyles(entryCss);
    this.host.addEventListener("tandem-removed", () => {
      if (this.#returns++ < maxReturns) setTimeout(() => { this.place(); });
    });
    this.place();
  }

  /** Puts the element where it belongs, now or as soon as there is a body. */
  place(): void {
    const home = this.#home();
    if (home) {
      if (this.host.parentNode !== home) home.append(this.host);
    } else document.addEventListener("DOMContentLoaded", () => { this.place(); }, { once: true });
  }

  /** From now on the element belongs elsewhere, such as into the modal dialog that would make it inert otherwise. */
  moveTo(home: () => Element | null): void {
    this.#home = home;
    this.place();
  }

  /** Style sheets made by script need no `unsafe-inline`. Safari before 16.4 has only style elements, which need the page's nonce. */
  addStyles(css: string): void {
    if ("adoptedStyleSheets" in this.root) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      this.root.adoptedStyleSheets = [...this.root.adoptedStyleSheets, sheet];
      return;
    }
    const style = document.createElement("style");
    style.nonce = this.settings.nonce;
    style.textContent = css;
    (this.root as ShadowRoot).append(style);
  }
}

const maxReturns = 1000;

function defineHost(): string {
  const name = "tandem-widget";
  if (!customElements.get(name)) {
    customElements.define(name, class extends HTMLElement {
      connectedCallback(): void {
        this.dispatchEvent(new Event("tandem-placed"));
      }
      disconnectedCallback(): void {
        this.dispatchEvent(new Event("tandem-removed"));
      }
    });
  }
  return name;
}
