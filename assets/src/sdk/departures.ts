import type { Destination } from "../shared/wire.gen";
import { isInside } from "./inside";
import { resubmit } from "./resubmit";

/** What the way out has to know of its session. */
export interface DepartureWorld {
  /** Hosts that count as inside besides the site's origins. */
  readonly domains: readonly string[];
  /** The site's further origins, where sharing can go on. */
  readonly origins: () => readonly string[];
  /** Puts a ticket into an address of one of them. */
  readonly carry: (url: URL) => string;
}

/** What was said of a way out is forgotten after this: servers that take longer to answer have been given up by people. */
const noteMs = 60_000;

/** The part of the Navigation API (Chrome 102, Safari 26.2) that says where any navigation goes, also one that the page's own script begins. */
interface NavigateEvent extends Event {
  readonly destination: { readonly url: string; readonly sameDocument: boolean };
  readonly downloadRequest: string | null;
}

/**
 * Follows where the page goes (M6): to the site's other origins the tab's session goes along; of every other way out it is known whether it leads
 * outside. Which address it is stays in this browser. The page's own handlers have the first word: what they prevent does not happen.
 */
export class Departures {
  #note: { readonly to: Destination; readonly at: number } | undefined;
  readonly #listening = new AbortController();

  constructor(private readonly win: Window, private readonly world: DepartureWorld) {
    const { signal } = this.#listening;
    win.addEventListener("click", (event) => { this.#clicked(event); }, { signal });
    win.addEventListener("submit", (event) => { this.#submitted(event); }, { signal });
    const { navigation } = win as { navigation?: EventTarget };
    navigation?.addEventListener("navigate", (event) => {
      const { destination, downloadRequest } = event as NavigateEvent;
      if (!destination.sameDocument && downloadRequest === null) this.#leadsTo(this.#parse(destination.url));
    }, { signal });
  }

  /** Where the page goes that is going away now, as far as it is known. */
  get to(): Destination | undefined {
    return this.#note && performance.now() - this.#note.at < noteMs ? this.#note.to : undefined;
  }

  stop(): void {
    this.#listening.abort();
  }

  /** A press of the agent's counts like any other. */
  #clicked(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.composedPath().find((node): node is HTMLAnchorElement => node instanceof HTMLAnchorElement && node.href !== "");
    if (!link || link.hasAttribute("download")) return;
    const url = this.#parse(link.href);
    if (!url) return;
    if (isHere(link.target)) this.#leadsTo(url);
    if (!this.#isCarried(url)) return;
    event.preventDefault();
    // The page's own link stays as it is: it is mirrored, and the ticket is not the agent's business.
    const copy = link.cloneNode(false) as HTMLAnchorElement;
    copy.href = this.world.carry(url);
    copy.click();
  }

  #submitted(event: SubmitEvent): void {
    const form = event.target;
    if (event.defaultPrevented || !(form instanceof HTMLFormElement)) return;
    const { submitter } = event;
    const url = this.#parse(submitter?.getAttribute("formaction") ?? form.getAttribute("action") ?? this.win.location.href);
    if (!url) return;
    if (isHere(submitter?.getAttribute("formtarget") ?? form.target)) this.#leadsTo(url);
    if (!this.#isCarried(url)) return;
    event.preventDefault();
    resubmit(form, submitter, this.world.carry(url));
  }

  #leadsTo(url: URL | undefined): void {
    if (url) this.#note = { to: isInside(url, this.world.domains, this.world.origins()) ? "inside" : "outside", at: performance.now() };
  }

  /** An address with a fragment of its own is left alone: many sites keep their state there. */
  #isCarried(url: URL): boolean {
    return url.hash === "" && url.origin !== this.win.location.origin && this.world.origins().indexOf(url.origin) >= 0;
  }

  #parse(address: string): URL | undefined {
    try {
      const url = new URL(address, this.win.document.baseURI);
      return url.protocol === "https:" || url.protocol === "http:" ? url : undefined;
    } catch {
      return undefined;
    }
  }
}

function isHere(target: string): boolean {
  return target === "" || target === "_self" || target === "_top" || target === "_parent";
}
