import { vi } from "vitest";

/**
 * A box that scrolls, with rows one below the other, in a document without layout: sizes and positions follow from the rows' heights and
 * from scrollTop, as in a browser. For tests only.
 */
export interface Box {
  readonly element: HTMLElement;
  readonly rows: readonly HTMLElement[];
}

/** `top` is where the box lies in the viewport, `gap` the margin between two rows. All in pixels. */
export function layOut(heights: readonly number[], { height = 100, top = 0, gap = 0 } = {}): Box {
  const element = document.createElement("div");
  const rows = heights.map(() => document.createElement("p"));
  element.append(...rows);
  document.body.append(element);
  const all = heights.reduce((sum, next) => sum + next + gap, 0);
  sized(element, { clientHeight: height, scrollHeight: Math.max(height, all), clientWidth: 80, scrollWidth: 80, clientTop: 0, clientLeft: 0 });
  element.getBoundingClientRect = () => new DOMRect(0, top, 80, height);
  let at = 0;
  Object.defineProperty(element, "scrollTop", { get: () => at, set: (to: number) => { at = Math.min(Math.max(0, Math.round(to)), Math.max(0, all - height)); } });
  element.scrollTo = ((to: ScrollToOptions) => { element.scrollTop = to.top ?? at; }) as typeof element.scrollTo;
  let above = 0;
  for (const [index, row] of rows.entries()) {
    const from = above;
    row.getBoundingClientRect = () => new DOMRect(0, top + from - at, 80, heights[index] ?? 0);
    above += (heights[index] ?? 0) + gap;
  }
  return { element, rows };
}

/** What lies at a point, of these boxes: what elementsFromPoint tells. Undone by vi.restoreAllMocks(). */
export function seeThrough(...boxes: readonly Box[]): void {
  // The document of these tests has no such method to begin with.
  Document.prototype.elementsFromPoint ??= () => [];
  vi.spyOn(Document.prototype, "elementsFromPoint").mockImplementation((_x, y) => {
    const at = (element: Element): boolean => {
      const { top, bottom } = element.getBoundingClientRect();
      return top <= y && y < bottom;
    };
    return boxes.filter(({ element }) => at(element)).flatMap(({ element, rows }) => [...rows.filter(at), element]);
  });
}

function sized(element: Element, sizes: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(sizes)) Object.defineProperty(element, name, { value, configurable: true });
}
