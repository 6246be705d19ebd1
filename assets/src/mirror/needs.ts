import { AssetKind, type Lack } from "./assets";
import { addressesIn, held, rewriteCss } from "./css";
import type { Depot, Stored } from "./depot";
import { FontNeeds } from "./faces";
import { FILM, isInSight, PICTURES } from "./pictures";
import type { Twin } from "./twin";
import type { Fashion, Wardrobe } from "./wardrobe";
import { type AssetPolicy, Key } from "./wire";

/** Something of the page that is not shown, and why. */
export interface Missing {
  readonly url: string;
  /** "media": films and sounds are not sent. */
  readonly why: Lack | "media";
}

/** The stage that the assets are for. */
export interface NeedsHost {
  readonly page: number;
  readonly media: string;
  twins(): Iterable<Twin>;
  twinOf(node: Node): Twin | undefined;
  /** Where relative addresses of the twin's own attributes start. */
  baseOf(twin: Twin): string;
  /** Carries out an attribute of the twin once more, with what `place` says about it now. */
  again(twin: Twin, name: string): void;
  /** Carries out the style sheets of these names once more. */
  redress(names: ReadonlySet<string>): void;
  missing(list: readonly Missing[]): void;
}

/** Sheets are rewritten at most so often when assets arrive, in milliseconds: each time the page is styled anew. */
const APART = 150;
/** How long after a change the page is looked over for what did not load, in milliseconds. */
const LOOK_AFTER = 120;

/**
 * What a page needs and this browser does not have: finds it, asks the customer's browser for it and puts it in place. Under "needed" that is
 * what failed to load here; under "all" this browser asks no server for anything.
 */
export class Needs {
  policy: AssetPolicy = "none";
  /** What is put in place of an address. */
  readonly #found = new Map<string, string>();
  readonly #asked = new Set<string>();
  readonly #missing = new Map<string, Missing>();
  readonly #docs = new Set<Document>();
  readonly #observers: PerformanceObserver[] = [];
  /** Addresses in style sheets that this browser was seen to load. */
  readonly #probed = new Set<string>();
  readonly #fonts = new FontNeeds((url, then) => { this.#ask(AssetKind.Font, url, 0, true, then); }, (url) => { this.#ask(AssetKind.Sheet, url, 0, true); }, () => this.#over);
  /** What has arrived and is not in the sheets yet. */
  readonly #arrived = new Set<string>();
  #dressing: number | null = null;
  #looking: number | null = null;
  /** The page has been painted. Until then nothing is looked for: that takes tens of milliseconds, and nothing of it is on screen sooner. */
  #isSeen = false;
  #over = false;

  constructor(
    private readonly win: Window & typeof globalThis,
    private readonly host: NeedsHost,
    private readonly depot: Depot | null,
    private readonly wardrobe: Wardrobe,
  ) {}

  /** How this page's sheets are to be rewritten. */
  get fashion(): Fashion {
    return { name: `${this.policy} ${this.host.media}`, media: this.host.media, translate: (url) => this.#translate(url) };
  }

  /** Notices what does not load in a document or a shadow root. */
  watch(root: Document | ShadowRoot): void {
    root.addEventListener("error", (event) => { this.#failed(event.target as Element); }, true);
    if (root.nodeType !== 9) return;
    this.#docs.add(root as Document);
    (root as Document).fonts.addEventListener("loadingerror", () => { this.look(); });
    const view = (root as Document).defaultView;
    if (view === null) return;
    const observer = new view.PerformanceObserver(() => { this.look(); });
    observer.observe({ type: "resource", buffered: true });
    this.#observers.push(observer);
  }

  /** The page has been painted. */
  seen(): void {
    this.#isSeen = true;
    this.look();
  }

  stop(): void {
    this.#over = true;
    for (const observer of this.#observers) observer.disconnect();
    for (const timer of [this.#dressing, this.#looking]) if (timer !== null) this.win.clearTimeout(timer);
  }

  /** What an attribute is set to: the address itself, an address of what is here, or null for nothing yet. */
  place(twin: Twin, name: string, value: string): string | null {
    const element = twin.node as Element;
    if (name === "style" && this.policy === "all" && value.includes("url(")) this.#styled(twin, value);
    if (this.policy === "none" || PICTURES[element.localName.toLowerCase()]?.includes(name) !== true || value.startsWith("data:")) return value;
    const [url = "", descriptor] = value.split(" ");
    const found = this.#found.get(url) ?? this.depot?.at(url)?.url;
    const withheld = this.policy === "all" || url.startsWith("blob:");
    if (found === undefined && !withheld) return value;
    if (name === "src" && FILM.test(element.localName)) {
      this.#lacks(url, "media");
      return null;
    }
    this.#ask(AssetKind.Picture, url, twin.id, isInSight(element));
    return found === undefined ? null : descriptor === undefined ? found : `${found} ${descriptor}`;
  }

  #styled(twin: Twin, value: string): void {
    for (const url of addressesIn(value, this.host.baseOf(twin))) this.#ask(AssetKind.Picture, url, twin.id, true);
  }

  /** A sheet was put on. */
  worn(name: string): void {
    if (this.policy === "all") for (const [use, kind] of [["import", AssetKind.Sheet], ["picture", AssetKind.Picture]] as const) {
      for (const url of this.wardrobe.addresses(name, use)) this.#ask(kind, url, 0, kind === AssetKind.Sheet);
    }
    this.look();
  }

  /** The page has changed: in a moment, what it lacks now. */
  look(): void {
    if (this.policy === "none" || this.#over || !this.#isSeen) return;
    this.#looking ??= this.win.setTimeout(() => {
      this.#looking = null;
      for (const doc of this.#docs) if (doc.defaultView !== null) this.#lookOver(doc, doc.defaultView);
    }, LOOK_AFTER);
  }

  #translate(url: string): string {
    const known = this.depot?.at(url);
    return this.#found.get(url) ?? (known?.type.startsWith("image/") === true ? known.url : this.policy === "all" ? held(url) : url);
  }

  /** An element says that it could not load something. */
  #failed(element: Element): void {
    const twin = this.host.twinOf(element);
    if (twin === undefined || this.#over) return;
    const linked = twin.getState(Key.Sheet);
    if (linked.startsWith("@")) this.#lacks(linked.slice(1), "closed");
    else if (element.localName === "style") {
      for (const url of this.#addressesOf(twin, "import")) this.#ask(AssetKind.Sheet, url, 0, true);
    }
    for (const name of PICTURES[element.localName.toLowerCase()] ?? []) {
      const url = twin.attribute(name)?.split(" ")[0];
      if (url === undefined || url.startsWith("data:")) continue;
      if (FILM.test(element.localName)) this.#lacks(url, "media");
      else this.#ask(AssetKind.Picture, url, twin.id, isInSight(element));
    }
  }

  /** Neither a picture of a style sheet nor a font says that it failed: what was loaded is tried again, out of the browser's cache. */
  #lookOver(doc: Document, view: Window & typeof globalThis): void {
    this.#fonts.lookOver(doc, view);
    if (this.policy === "all") return;
    const loaded = view.performance.getEntriesByType("resource").filter(({ name }) => !this.#probed.has(name));
    const pictures = loaded.length > 0 ? this.#picturesInStyles() : null;
    for (const { name: url } of loaded) {
      this.#probed.add(url);
      const node = pictures?.get(url);
      if (node !== undefined) this.#probe(view, url, node);
    }
  }

  #probe(view: Window & typeof globalThis, url: string, node: number): void {
    const probe = new view.Image();
    probe.onerror = () => { this.#ask(AssetKind.Picture, url, node, true); };
    probe.src = url;
  }

  /** The pictures that sheets and styles name, with the element whose own style it is, or 0. */
  #picturesInStyles(): Map<string, number> {
    const found = new Map<string, number>();
    for (const twin of this.host.twins()) {
      for (const url of this.#addressesOf(twin, "picture")) found.set(url, 0);
      const style = twin.attribute("style");
      if (style?.includes("url(") === true) for (const url of addressesIn(style, this.host.baseOf(twin))) found.set(url, twin.id);
    }
    return found;
  }

  #addressesOf(twin: Twin, use: "import" | "picture"): ReadonlySet<string> {
    const found = new Set<string>();
    for (const name of sheetsOf(twin)) for (const url of this.wardrobe.addresses(name, use)) found.add(url);
    return found;
  }

  #ask(kind: AssetKind, url: string, node: number, urgent: boolean, then?: (stored: Stored) => void): void {
    // A font may be wanted under several names; what asks for it knows which it has asked for.
    if ((this.#asked.has(url) && then === undefined) || this.#over || !/^(?:https?|blob):/.test(url)) return;
    this.#asked.add(url);
    if (this.policy === "none" || this.depot === null) {
      this.#lacks(url, "off");
      return;
    }
    this.depot.ask({ page: this.host.page, kind, urgent, node, url }, (result) => {
      if (this.#over) return;
      if (typeof result === "string") this.#lacks(url, result);
      else if (then !== undefined) then(result);
      else void this.#arrive(kind, url, result);
    });
  }

  async #arrive(kind: AssetKind, url: string, stored: Stored): Promise<void> {
    this.#missing.delete(url);
    let address = stored.url;
    if (kind === AssetKind.Sheet) {
      const css = rewriteCss(await stored.blob.text(), { ...this.fashion, base: url });
      address = URL.createObjectURL(new Blob([css], { type: "text/css" }));
    }
    if (this.#found.get(url) === address || this.#over) return;
    this.#found.set(url, address);
    this.wardrobe.outdated(url);
    for (const twin of this.host.twins()) {
      for (const name of PICTURES[twin.name.toLowerCase()] ?? []) if (twin.attribute(name)?.split(" ")[0] === url) this.host.again(twin, name);
    }
    this.#arrived.add(url);
    this.#dressing ??= this.win.setTimeout(() => { this.#dress(); }, APART);
  }

  /** Puts what has arrived into the sheets and styles that name it. */
  #dress(): void {
    this.#dressing = null;
    const names = new Set<string>();
    for (const twin of this.host.twins()) {
      for (const name of sheetsOf(twin)) if ([...this.#arrived].some((url) => this.wardrobe.addresses(name).has(url))) names.add(name);
      if (twin.attribute("style")?.includes("url(") === true) this.host.again(twin, "style");
    }
    this.#arrived.clear();
    if (names.size > 0) this.host.redress(names);
  }

  #lacks(url: string, why: Missing["why"]): void {
    if (why === "unused" || this.#missing.get(url)?.why === why) return;
    this.#missing.set(url, { url, why });
    this.host.missing([...this.#missing.values()]);
  }
}

function sheetsOf(twin: Twin): string[] {
  const names = [twin.getState(Key.Sheet), ...twin.getState(Key.Adopted).split(",")];
  return names.filter((name) => name !== "" && !name.startsWith("@"));
}
