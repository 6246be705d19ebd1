import { allowedValue, attributeName, isPlain, isStandIn } from "./allow";
import { rewriteCss, rewriteMedia } from "./css";
import type { Builder } from "./dom";
import type { Needs } from "./needs";
import type { Props } from "./props";
import type { Tally } from "./sum";
import type { Twin } from "./twin";

/** Names of attributes remembered for one kind of element. */
const MOST_NAMES = 1000;

/** What makes an image load. */
const PICTURE = ["srcset", "src"];

/** Carries out attributes: those that a replica may have, as it may have them. */
export class Attributes {
  /** Pictures that are not loaded before the page can be seen; null from then on. */
  #pictures: Set<Twin> | null = new Set();
  /** By the element's name and the attribute's: whether it is set as it is, whatever it says. */
  readonly #plain = new Map<string, Map<string, boolean>>();

  constructor(
    private readonly dom: Builder,
    private readonly tally: Tally,
    private readonly props: Props,
    private readonly needs: () => Needs,
  ) {}

  /** The page has been painted: now its pictures. Decoding them first would hold up everything else that comes, by 100 ms and more. */
  loadPictures(): void {
    const pictures = this.#pictures ?? [];
    this.#pictures = null;
    for (const twin of pictures) {
      for (const name of PICTURE) {
        const value = twin.attribute(name);
        if (twin.live && value !== undefined) this.set(twin, name, value);
      }
    }
  }

  #isPlain({ localName }: Element, name: string): boolean {
    let names = this.#plain.get(localName);
    if (names === undefined) this.#plain.set(localName, (names = new Map<string, boolean>()));
    let plain = names.get(name);
    // What a page may have of names is bounded; what is looked up again and again are few.
    if (plain === undefined && names.size < MOST_NAMES) names.set(name, (plain = isPlain(localName, name)));
    return plain ?? false;
  }

  #put(element: Element, name: string, value: string): void {
    try {
      this.dom.setAttribute(element, name, value);
    } catch {
      // A parser takes names that setAttribute does not, such as "@click". No style sheet needs them.
    }
  }

  set(twin: Twin, name: string, value: string | null): void {
    twin.setAttribute(name, value);
    this.tally.touch(twin);
    const element = twin.node as Element;
    if (value !== null && this.#isPlain(element, name)) {
      this.#put(element, name, value);
      return;
    }
    if (this.#pictures !== null && element.localName === "img" && PICTURE.includes(name)) {
      this.#pictures.add(twin);
      return;
    }
    const needs = this.needs();
    // What hides a stand-in is its style.
    if (isStandIn(element)) return;
    const { space, name: qualified } = attributeName(name);
    const placed = value === null ? null : needs.place(twin, name, value);
    let allowed = placed === null ? null : allowedValue(element, qualified, placed);
    if (allowed !== null && qualified === "style") allowed = rewriteCss(allowed, { ...needs.fashion, base: this.props.base(twin) });
    if (allowed !== null && qualified === "media") allowed = rewriteMedia(allowed, this.props.media);
    try {
      if (allowed !== null) {
        if (space === null) this.dom.setAttribute(element, qualified, allowed);
        else this.dom.setAttributeNS(element, space, qualified, allowed);
      } else if (qualified !== "sandbox" && qualified !== "autocomplete") {
        if (space === null) this.dom.removeAttribute(element, qualified);
        else this.dom.removeAttributeNS(element, space, qualified.slice(qualified.indexOf(":") + 1));
      }
    } catch {
      // A parser takes names that setAttribute does not, such as "@click". No style sheet needs them.
    }
    this.props.attributeChanged(twin, name);
  }
}
