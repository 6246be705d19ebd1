import type { Masks } from "./mask";
import { Cover, dots } from "./mask";
import type { Outlet } from "./stream";
import { Op } from "./wire";

/** Media features that depend on the person or the device, and the values to try. */
const FEATURES: Readonly<Record<string, readonly string[]>> = {
  "prefers-color-scheme": ["light", "dark"],
  "prefers-reduced-motion": ["no-preference", "reduce"],
  "prefers-reduced-transparency": ["no-preference", "reduce"],
  "prefers-contrast": ["no-preference", "more", "less", "custom"],
  "forced-colors": ["none", "active"],
  "inverted-colors": ["none", "inverted"],
  hover: ["none", "hover"],
  "any-hover": ["none", "hover"],
  pointer: ["none", "coarse", "fine"],
  "any-pointer": ["none", "coarse", "fine"],
  "display-mode": ["browser", "standalone", "fullscreen", "minimal-ui"],
};

/** What surrounds the page: its address and title, the viewport, the answers to media features. */
export class Scenery {
  #sent = { location: "", viewport: "", media: "" };
  #measured = false;
  #asked = false;

  constructor(
    private readonly win: Window,
    private readonly masks: Masks,
    private readonly address: ((url: string) => string) | undefined,
  ) {}

  restart(): void {
    this.#sent = { location: "", viewport: "", media: "" };
    this.changed();
  }

  /** The window may have another size now, and the device other answers. */
  changed(): void {
    this.#asked = false;
    this.moved();
  }

  /** The person sees another part of the window: by pinching, or because the keyboard covers some of it. */
  moved(): void {
    this.#measured = false;
  }

  write(out: Outlet): void {
    this.#writeLocation(out);
    if (!this.#measured) this.#writeViewport(out);
    if (!this.#asked) this.#writeMedia(out);
    this.#measured = true;
    this.#asked = true;
  }

  #writeLocation(out: Outlet): void {
    const url = this.#address();
    const title = this.#title();
    const location = `${url}\n${title}`;
    if (location === this.#sent.location) return;
    this.#sent.location = location;
    out.body.byte(Op.Location);
    out.body.text(url);
    out.body.text(title);
  }

  #address(): string {
    const href = this.masks.scrub(this.win.location.href);
    if (this.address !== undefined) return this.address(href);
    return this.masks.ground === Cover.Shown ? href : href.replace(/[?#].*/, "");
  }

  #title(): string {
    const { title } = this.win.document;
    const element = title === "" ? null : this.win.document.querySelector("title");
    return element !== null && this.masks.cover(element, this.masks.ground) !== Cover.Shown ? dots(title) : this.masks.scrub(title);
  }

  #writeViewport(out: Outlet): void {
    const { innerWidth, innerHeight, devicePixelRatio, document } = this.win;
    const { clientWidth, clientHeight } = document.documentElement;
    // Pinching in shrinks what iOS calls the window's inner size; the layout stays as it is.
    const shrunk = Math.max(1, clientWidth / innerWidth || 1);
    const { scale, offsetLeft, offsetTop, width, height } = this.win.visualViewport ?? ({ scale: 1 } as VisualViewport);
    const numbers = [innerWidth * shrunk, innerHeight * shrunk, clientWidth, clientHeight, devicePixelRatio * 1000, scale * 1000, offsetLeft, offsetTop, width, height].map(Math.round);
    if (numbers.join() === this.#sent.viewport) return;
    this.#sent.viewport = numbers.join();
    out.body.byte(Op.Viewport);
    for (const number of numbers) out.body.varint(Math.max(0, number || 0));
  }

  #writeMedia(out: Outlet): void {
    const answers: string[] = [];
    for (const [feature, values] of Object.entries(FEATURES)) {
      for (const value of values) if (this.win.matchMedia(`(${feature}: ${value})`).matches) answers.push(`${feature}: ${value}`);
    }
    if (answers.join() === this.#sent.media) return;
    this.#sent.media = answers.join();
    out.body.byte(Op.Media);
    out.body.text(answers.join());
  }
}
