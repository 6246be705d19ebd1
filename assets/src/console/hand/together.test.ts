// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ScrollRequest } from "../../act/event";
import { placeIn } from "../../act/scroll";
import { goTo } from "../../mirror/anchor";
import { Dom } from "../../mirror/dom";
import { Masks } from "../../mirror/mask";
import { StateReader } from "../../mirror/state";
import { type Box, layOut, seeThrough } from "../../mirror/testing";
import { seeded } from "../../shared/seeded";
import { ScrollTogether } from "./together";

/** The same box on both sides, with rows of other heights, and a wire between them whose messages arrive when the test says so. */
function stage(ours: readonly number[], theirs: readonly number[]): {
  copy: Box; page: Box; together: ScrollTogether; sent: ScrollRequest[]; unlinked: () => boolean;
  may: { scroll: boolean }; wheel(by: number): void; frame(): void; customerScrolls(top: number): void; toCustomer(): void; toAgent(): void; isQuiet(): boolean;
} {
  const [copy, page] = [layOut(ours), layOut(theirs, { top: 1_000 })];
  seeThrough(copy, page);
  // happy-dom works every style out anew: for 10,000 scrolls that is most of the time.
  const style = { direction: "ltr", position: "static", overflowX: "visible", overflowY: "visible" } as CSSStyleDeclaration;
  vi.spyOn(window, "getComputedStyle").mockImplementation((element) => (element === copy.element ? { ...style, overflowY: "auto" } : style));
  const numbered = (box: Box) => [box.element, ...box.rows];
  const idIn = (box: Box, node: Node): number | undefined => numbered(box).indexOf(node as HTMLElement) + 1 || undefined;
  const reader = new StateReader(new Dom(window), new Masks(document, new Dom(window), {}), (node) => idIn(page, node));
  const requests: { seq: number; request: ScrollRequest }[] = [];
  const states: string[] = [];
  const sent: ScrollRequest[] = [];
  const may = { scroll: true };
  let [seq, isUnlinked, last] = [0, false, ""];
  const frames: FrameRequestCallback[] = [];
  vi.stubGlobal("requestAnimationFrame", (callback: FrameRequestCallback) => frames.push(callback));
  vi.stubGlobal("cancelAnimationFrame", () => { frames.length = 0; });
  const tell = (): void => {
    const state = reader.scroll(page.element);
    if (state !== last) states.push((last = state));
  };
  let shown = "";
  // As Props does it.
  const apply = (): void => {
    const [, top = 0, id = 0, y = 0, across = 0, asked = 0] = shown === "" ? [] : shown.split(",").map(Number);
    if (!together.follows(copy.element, asked)) return;
    const anchor = id === 0 ? null : (numbered(copy)[id - 1] ?? null);
    if (shown === "") copy.element.scrollTop = top;
    else goTo(copy.element, { anchor, y, across });
  };
  const together = new ScrollTogether({
    copy: { frame: document.createElement("iframe"), idOf: (node) => idIn(copy, node), rescroll: apply },
    mayScroll: () => may.scroll,
    onUnlinked: () => { isUnlinked = true; },
    send: (event) => {
      sent.push(event as ScrollRequest);
      requests.push({ seq: ++seq, request: event as ScrollRequest });
      return seq;
    },
  });
  return {
    copy, page, together, sent, may,
    unlinked: () => isUnlinked,
    wheel: (by) => { together.wheel(copy.rows[0] ?? copy.element, 0, by); },
    frame: () => { for (const callback of frames.splice(0)) callback(0); },
    customerScrolls: (top) => {
      page.element.scrollTop = top;
      tell();
    },
    toCustomer: () => {
      for (const { seq: by, request } of requests.splice(0)) {
        const place = placeIn(page.element, numbered(page)[request.anchor - 1] ?? page.element, request);
        if (place) reader.scrolledFor(page.element, by, goTo(page.element, place));
        tell();
      }
    },
    toAgent: () => {
      for (const state of states.splice(0)) {
        shown = state;
        apply();
      }
    },
    isQuiet: () => requests.length === 0 && states.length === 0 && frames.length === 0,
  };
}

/** The row at the upper edge, and how much of it is above. */
function view({ element, rows }: Box): number {
  const edge = element.getBoundingClientRect().top;
  const index = rows.findIndex((row) => row.getBoundingClientRect().bottom > edge);
  const box = rows[index]?.getBoundingClientRect();
  return box ? index + (edge - box.top) / box.height : -1;
}

const rows = (random: () => number): number[] => Array.from({ length: 40 }, () => 20 + Math.floor(random() * 120));

beforeEach(() => { document.body.replaceChildren(); });
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe("I5: scrolling together", () => {
  it("asks the customer's page once a frame, and stays where the agent put it when the answer comes", () => {
    const { wheel, frame, toCustomer, toAgent, copy, page, sent } = stage([100, 100, 100, 100], [150, 150, 150, 150]);
    wheel(60);
    wheel(90);
    frame();
    expect(sent).toEqual([{ kind: "scroll", node: 1, anchor: 3, y: 0.5, across: 0 }]);
    toCustomer();
    expect(page.element.scrollTop).toBe(225);
    toAgent();
    expect(copy.element.scrollTop).toBe(150);
  });

  it("does not go back for what the customer did before they saw the request, and follows what they do after it", () => {
    const { wheel, frame, customerScrolls, toCustomer, toAgent, copy } = stage([100, 100, 100, 100], [100, 100, 100, 100]);
    customerScrolls(20);
    wheel(150);
    frame();
    toAgent();
    expect(copy.element.scrollTop).toBe(150);
    toCustomer();
    customerScrolls(260);
    toAgent();
    expect(copy.element.scrollTop).toBe(260);
  });

  it("goes to where the customer's page came to, if it could not go where it was asked to", () => {
    const { wheel, frame, toCustomer, toAgent, copy, page } = stage([100, 100, 100, 100, 100, 100], [100, 100, 100, 100, 20, 20]);
    wheel(450);
    frame();
    toCustomer();
    toAgent();
    expect(page.element.scrollTop).toBe(340);
    expect(copy.element.scrollTop).toBe(500);
  });

  it("goes back when the request was refused", () => {
    const { wheel, frame, together, copy } = stage([100, 100, 100, 100], [100, 100, 100, 100]);
    wheel(150);
    frame();
    together.denied(1);
    expect(copy.element.scrollTop).toBe(0);
  });

  it("is unlinked by a wheel that the customer does not allow, and follows the customer again when linked", () => {
    const { wheel, frame, customerScrolls, toAgent, together, copy, may, sent, unlinked } = stage([100, 100, 100, 100], [100, 100, 100, 100]);
    may.scroll = false;
    customerScrolls(50);
    toAgent();
    expect(copy.element.scrollTop).toBe(50);
    wheel(100);
    frame();
    expect(unlinked()).toBe(true);
    customerScrolls(80);
    toAgent();
    expect([copy.element.scrollTop, sent.length]).toEqual([150, 0]);
    together.link(true);
    expect(copy.element.scrollTop).toBe(80);
  });

  it("10,000 scrolls of both over a line of 120 ms there and back: at rest and at the same within 300 ms, and for the second after it", () => {
    let longest = 0;
    for (let seed = 1; seed <= 20; seed++) {
      document.body.replaceChildren();
      vi.restoreAllMocks();
      const random = seeded(seed);
      const { wheel, frame, customerScrolls, toCustomer, toAgent, copy, page, sent, isQuiet } = stage(rows(random), rows(random));
      const due = [{ next: 0, wait: () => 16, step: frame }, ...[toCustomer, toAgent].map((step) => ({ next: 0, wait: () => 1 + Math.floor(random() * 60), step }))];
      const tick = (ms: number): void => {
        for (const each of due) {
          if (ms < each.next) continue;
          each.step();
          each.next = ms + each.wait();
        }
      };
      let ms = 0;
      for (; ms < 500; ms++) {
        if (random() < 0.5) wheel((random() - 0.5) * 900);
        else customerScrolls(random() * 3_000);
        tick(ms);
      }
      while (!isQuiet() && ms < 1_500) tick(ms++);
      longest = Math.max(longest, ms - 500);
      const [told, left, right] = [sent.length, copy.element.scrollTop, page.element.scrollTop];
      // A row that ends the box on one side may begin above its end on the other.
      const isEnd = [copy, page].some(({ element }) => element.scrollTop >= element.scrollHeight - element.clientHeight - 1);
      if (!isEnd) expect(Math.abs(view(copy) - view(page)), `seed ${String(seed)}`).toBeLessThan(0.1);
      for (const end = ms + 1_000; ms < end; ms++) tick(ms);
      expect([sent.length, copy.element.scrollTop, page.element.scrollTop]).toEqual([told, left, right]);
    }
    expect(longest).toBeGreaterThan(0);
    expect(longest).toBeLessThanOrEqual(300);
  });
});
