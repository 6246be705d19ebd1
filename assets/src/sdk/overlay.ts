/**
 * overlay.js: what is drawn over the customer's page, loaded with the first of it: marks of both (I6), the customer's pen, and the shades over what is hidden (V4).
 */
import type { Outcome } from "../act/outcome";
import { MarkLayer } from "../marks/layer";
import type { Mark, Place } from "../marks/mark";
import type { Nodes } from "./act";
import { Drawing } from "./tools/drawing";
import { boxInWindow, pageAt } from "./tools/place";
import { Shade } from "./tools/shade";
import { ToolRoom } from "./tools/strip";
import { toolWordsFor } from "./tools/words";

export interface OverlayOptions {
  /** The widget's element. */
  readonly host: Element;
  readonly lang: string;
  readonly nodes: Nodes;
  readonly agent: () => string;
  /** Tells the agent's side what the customer draws. */
  readonly tell: (outcome: Outcome) => void;
}

export interface Overlay {
  /** The agent drew something. */
  mark(mark: Mark): void;
  /** All marks are taken away. */
  unmark(): void;
  /** The agent may not point any more. */
  unmarkAgent(): void;
  /** The customer's tools, out or in. */
  draw(): void;
  shade(): void;
  stop(): void;
}

export function startOverlay({ host, lang, nodes, agent, tell }: OverlayOptions): Overlay {
  const words = toolWordsFor(lang);
  const room = new ToolRoom(host, lang);
  const layer = new MarkLayer(document, (id) => {
    const node = nodes.nodeById(id);
    return node?.nodeType === 1 ? boxInWindow(node as Element) : null;
  });
  layer.element.style.position = "fixed";
  room.below(layer.element);
  const drawing = new Drawing({
    room, words: words.mark,
    placeAt: (left, top) => placeIn(nodes, pageAt(host, left, top), left, top),
    onMark: (mark) => {
      layer.add("customer", mark);
      tell({ kind: "mark", ...mark });
    },
    onClear: () => {
      layer.clear();
      tell({ kind: "unmark" });
    },
  });
  const shade = new Shade(room, words.shade, agent, (element) => nodes.coverOf(element));
  return {
    mark: (mark) => { layer.add("agent", mark); },
    unmark: () => { layer.clear(); },
    unmarkAgent: () => { layer.clear("agent"); },
    draw: () => { drawing.toggle(); },
    shade: () => { shade.toggle(); },
    stop: () => {
      drawing.close();
      shade.close();
      layer.stop();
    },
  };
}

/** The innermost element there that the mirror knows, and where in it. */
function placeIn(nodes: Nodes, found: Element | undefined, left: number, top: number): Place | undefined {
  for (let at: Element | null | undefined = found; at; at = at.parentElement ?? (at.getRootNode() as Partial<ShadowRoot>).host) {
    const node = nodes.idOf(at);
    const box = node === undefined ? null : boxInWindow(at);
    if (node === undefined || !box || box.width === 0 || box.height === 0) continue;
    return { node, x: part((left - box.left) / box.width), y: part((top - box.top) / box.height) };
  }
  return undefined;
}

function part(of: number): number {
  return Math.min(1, Math.max(0, of));
}
