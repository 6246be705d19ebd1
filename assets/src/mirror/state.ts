import type { Dom } from "./dom";
import { Cover, type Masks } from "./mask";
import { Key } from "./wire";

/** Reads what markup does not say about an element. */
export class StateReader {
  constructor(
    private readonly dom: Dom,
    private readonly masks: Masks,
  ) {}

  /** Whether the element can have a form state, so that it is worth looking at whenever forms change. */
  isControl(name: string): boolean {
    return name === "input" || name === "textarea" || name === "select";
  }

  form(element: Element, cover: Cover): [Key, string][] {
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

  /** Where the element, or a document's viewport, is scrolled to. Empty at the origin. */
  scroll(node: Element | Document): string {
    const box = this.dom.type(node) === 9 ? (node as Document).scrollingElement : (node as Element);
    if (box === null) return "";
    const [left, top] = [Math.round(box.scrollLeft * 10) / 10, Math.round(box.scrollTop * 10) / 10];
    return left === 0 && top === 0 ? "" : `${left},${top}`;
  }

  /** Whether the element is in the top layer, and how. */
  layer(element: Element): string {
    if (element.matches(":modal")) return element.localName === "dialog" ? "modal" : "";
    return element.hasAttribute("popover") && matches(element, ":popover-open") ? "popover" : "";
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
