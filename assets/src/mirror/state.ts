import { placeOf } from "./anchor";
import type { Dom } from "./dom";
import { Cover, type Masks } from "./mask";
import { HTML, Key } from "./wire";

/** A box was scrolled for somebody on the other side. */
interface Asked {
  /** The number of what they asked. */
  readonly by: number;
  /** Where that brought the box, in CSS pixels; undefined: not where they wanted it. */
  readonly to: { readonly left: number; readonly top: number } | undefined;
}

/** Reads what markup does not say about an element. */
export class StateReader {
  readonly #asked = new WeakMap<Node, Asked>();

  /** `idOf` says under which number the replica has an element. */
  constructor(
    private readonly dom: Dom,
    private readonly masks: Masks,
    private readonly idOf: (node: Node) => number | undefined,
  ) {}

  /** Whether the element can have a form state, so that it is worth looking at whenever forms change. */
  isControl(name: string): boolean {
    return name === "input" || name === "textarea" || name === "select";
  }

  /** SVG may hold elements of the same names, which have no state at all. */
  form(element: Element, cover: Cover): [Key, string][] {
    if (this.dom.namespace(element) !== HTML) return [];
    switch (this.dom.name(element)) {
      case "input":
        return this.#input(element as HTMLInputElement, cover);
      case "textarea":
        return [[Key.Value, this.masks.value(element as HTMLTextAreaElement, cover)]];
      case "select":
        return [[Key.Selected, cover === Cover.Shown ? selected(element as HTMLSelectElement) : "-"]];
      default:
        return [];
    }
  }

  /** Where the element, or a document's viewport, is scrolled to. Empty at the origin. README.md, "Scrolling", says what is in it. */
  scroll(node: Element | Document): string {
    const box = this.#box(node);
    if (box === null) return "";
    const [left, top] = [tenths(box.scrollLeft), tenths(box.scrollTop)];
    const asked = this.#asked.get(node);
    if (left === 0 && top === 0 && asked === undefined) return "";
    // The page's own scrolling is its document's to tell: told of its root element, too, an old place could be carried out after the new one.
    if (box === node && box === box.ownerDocument.scrollingElement) return "";
    const { anchor, y, across } = placeOf(box, (element) => this.idOf(element) !== undefined);
    const isThere = asked?.to?.left === left && asked.to.top === top;
    return [left, top, anchor === null ? 0 : (this.idOf(anchor) ?? 0), y, across, asked === undefined ? 0 : isThere ? asked.by : -asked.by].join(",");
  }

  /** The box was scrolled for somebody on the other side. What is told of it from then on says whether it is still where they asked for. */
  scrolledFor(node: Element | Document, by: number, isThere: boolean): void {
    const box = this.#box(node);
    if (box === null) return;
    this.#asked.set(node, { by, to: isThere ? { left: tenths(box.scrollLeft), top: tenths(box.scrollTop) } : undefined });
  }

  #box(node: Element | Document): Element | null {
    return this.dom.type(node) === 9 ? (node as Document).scrollingElement : (node as Element);
  }

  /** Whether the element is in the top layer, and how. */
  layer(element: Element): string {
    if (element.matches(":modal")) return element.localName === "dialog" ? "modal" : "";
    return element.hasAttribute("popover") && matches(element, ":popover-open") ? "popover" : "";
  }

  /** Where a film or a sound is, and whether it goes on. Empty where that says nothing. */
  media({ currentTime, ended, paused, playbackRate }: HTMLMediaElement): string {
    const isPlaying = !paused && !ended;
    return isPlaying || currentTime > 0 ? [Number(isPlaying), tenths(currentTime), playbackRate].join(",") : "";
  }

  #input(input: HTMLInputElement, cover: Cover): [Key, string][] {
    switch (input.type) {
      case "checkbox":
      case "radio":
        return [[Key.Checked, cover === Cover.Shown ? String(Number(input.checked) + 2 * Number(input.indeterminate)) : "0"]];
      case "file":
        return [[Key.Files, cover === Cover.Shown ? fileNames(input) : ""]];
      case "hidden":
      case "button":
      case "submit":
      case "reset":
      case "image":
        return [];
      default:
        return [[Key.Value, this.masks.value(input, cover)]];
    }
  }
}

function tenths(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}

function selected(select: HTMLSelectElement): string {
  const chosen: number[] = [];
  for (let i = 0; i < select.options.length; i++) if (select.options[i]?.selected === true) chosen.push(i);
  return chosen.length === 0 ? "-" : chosen.join(",");
}

function fileNames(input: HTMLInputElement): string {
  const names: string[] = [];
  for (const file of input.files ?? []) names.push(file.name);
  return names.join(", ");
}

function matches(element: Element, selector: string): boolean {
  try {
    return element.matches(selector);
  } catch {
    return false; // The browser does not know the pseudo-class, so nothing can be in that state.
  }
}
