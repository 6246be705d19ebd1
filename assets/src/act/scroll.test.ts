// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { layOut, seeThrough } from "../mirror/testing";
import { Actor } from "./actor";
import { Gate, type Level } from "./gate";
import type { Outcome } from "./outcome";
import { placeIn, requestFor } from "./scroll";

beforeEach(() => { document.body.replaceChildren(); });
afterEach(() => { vi.restoreAllMocks(); });

describe("I5: a request to scroll", () => {
  it("names the row at the edge; the box itself at its ends, or where the other side knows none", () => {
    const { element, rows } = layOut([40, 60, 200]);
    seeThrough({ element, rows });
    const idOf = (node: Element): number | undefined => [element, ...rows].indexOf(node as HTMLElement) + 1 || undefined;
    element.scrollTop = 70;
    expect(requestFor(element, idOf)).toEqual({ kind: "scroll", node: 1, anchor: 3, y: 0.5, across: 0 });
    element.scrollTop = 0;
    expect(requestFor(element, idOf)).toEqual({ kind: "scroll", node: 1, anchor: 1, y: 0, across: 0 });
    element.scrollTop = 70;
    expect(requestFor(element, (node) => (node === element ? 7 : undefined))).toMatchObject({ node: 7, anchor: 7, y: 0.35 });
    expect(requestFor(element, () => undefined)).toBeUndefined();
  });

  it("leads nowhere with an anchor that is elsewhere or has no height", () => {
    const { element, rows: [row, flat] } = layOut([40, 0, 200]);
    const other = layOut([40]);
    if (!row || !flat) throw new Error("no rows");
    expect(placeIn(element, row, { y: 0.5, across: 0 })).toEqual({ anchor: row, y: 0.5, across: 0 });
    expect(placeIn(element, element, { y: 1, across: 0 })).toEqual({ anchor: null, y: 1, across: 0 });
    expect(placeIn(element, flat, { y: 0, across: 0 })).toBeUndefined();
    expect(placeIn(element, other.element, { y: 0, across: 0 })).toBeUndefined();
  });

  it("is carried out where the customer allows it, and the mirror hears by which request", async () => {
    const { element, rows } = layOut([40, 60, 200]);
    seeThrough({ element, rows });
    const nodes = [element, ...rows];
    const [told, scrolled]: [Outcome[], [number, boolean][]] = [[], []];
    const allowed: Level[] = ["view", "scroll"];
    const gate = new Gate({ isLive: () => true, grants: () => allowed, element: (id) => nodes[id - 1], cover: () => "shown", isOwn: () => false, isInside: () => true });
    const actor = new Actor({
      gate, element: (id) => nodes[id - 1], tell: (outcome) => told.push(outcome), ask: () => Promise.resolve(false), go: () => undefined, mark: () => undefined, take: () => undefined, showCaret: () => undefined, warm: () => undefined,
      scrolled: (_, seq, isThere) => scrolled.push([seq, isThere]),
    });
    const request = { kind: "scroll", node: 1, anchor: 3, y: 0.5, across: 0 };
    await actor.receive(1, request);
    expect(element.scrollTop).toBe(70);
    await actor.receive(2, { ...request, anchor: 4, y: 0.9 }); // beyond the end
    await actor.receive(3, { ...request, y: -9 });
    allowed.pop();
    await actor.receive(4, request);
    expect(scrolled).toEqual([[1, true], [2, false]]);
    expect(told).toEqual([{ kind: "done", seq: 1 }, { kind: "done", seq: 2 }, { kind: "denied", seq: 3, why: "malformed" }, { kind: "denied", seq: 4, why: "not_granted" }]);
  });
});
