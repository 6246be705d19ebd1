import type { Surface } from "../surface";

/**
 * Keeps the widget usable whatever the page opens, for as long as it is shown. A z-index alone loses against the top layer (dialogs,
 * popovers, full screen); a popover of our own can be covered by the next one; and a modal dialog makes everything outside itself inert. So
 * the widget is a popover, is raised again whenever something else was, and lives inside the modal dialog while there is one.
 */
export class TopLayer {
  readonly #surface: Surface;
  readonly #root: ShadowRoot;
  #observer: MutationObserver | undefined;
  readonly #changed = (event?: Event) => {
    if (event?.target !== this.#surface.host) this.#raise();
  };

  /** An element that was taken out of the page and put back is no popover any more. */
  readonly #placed = () => { this.#show(); };

  constructor(surface: Surface) {
    this.#surface = surface;
    this.#root = surface.root;
  }

  start(): void {
    if (this.#observer) return;
    this.#surface.moveTo(() => topModal() ?? document.body);
    // Dialogs opened by old browsers send no toggle event, but the attribute changes.
    this.#observer = new MutationObserver((records) => {
      for (const record of records) {
        if (record.target === this.#surface.host) this.#free();
        else if (record.attributeName === "open") this.#raise();
      }
    });
    this.#observer.observe(document, { subtree: true, attributes: true, attributeFilter: ["open"] });
    this.#observer.observe(this.#surface.host, { attributes: true, attributeFilter: ["inert", "aria-hidden", "hidden"] });
    document.addEventListener("toggle", this.#changed, true);
    document.addEventListener("fullscreenchange", this.#changed);
    this.#surface.host.addEventListener("tandem-placed", this.#placed);
    this.#free();
    this.#raise();
  }

  stop(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
    document.removeEventListener("toggle", this.#changed, true);
    document.removeEventListener("fullscreenchange", this.#changed);
    this.#surface.host.removeEventListener("tandem-placed", this.#placed);
    if (isShown(this.#surface.host)) this.#surface.host.hidePopover();
    this.#surface.host.removeAttribute("popover");
    this.#surface.moveTo(() => document.body);
  }

  /** Moving an element takes its focus away. */
  #raise(): void {
    const { host } = this.#surface;
    const focused = this.#root.activeElement;
    if (isShown(host)) host.hidePopover();
    this.#surface.place();
    this.#show();
    if (focused instanceof HTMLElement && this.#root.activeElement !== focused) focused.focus({ preventScroll: true });
  }

  #show(): void {
    const { host } = this.#surface;
    if (typeof host.showPopover !== "function" || !host.isConnected || isShown(host)) return;
    host.popover = "manual";
    host.showPopover();
  }

  /** Sites' own modals hide everything else from screen readers and keys; Stop must stay. */
  #free(): void {
    const { host } = this.#surface;
    for (const name of ["inert", "aria-hidden", "hidden"]) if (host.hasAttribute(name)) host.removeAttribute(name);
  }
}

function isShown(host: HTMLElement): boolean {
  return typeof host.showPopover === "function" && host.matches(":popover-open");
}

/** The modal dialog that was opened last, as far as the tree tells. */
function topModal(): Element | null {
  let top: Element | null = null;
  for (const dialog of document.querySelectorAll("dialog[open]")) if (isModal(dialog)) top = dialog;
  return top;
}

/** Browsers without `:modal` (Chrome before 105, Safari before 15.6): a dialog in a backdrop cannot be told from one without; take it. */
function isModal(dialog: Element): boolean {
  try {
    return dialog.matches(":modal");
  } catch {
    return true;
  }
}
