import { it } from "vitest";
import type { Agent } from "../harness/agent";
import type { Customer } from "../harness/customer";
import { placeOf } from "../harness/hand";
import { until } from "../harness/until";
import type { Pair } from "./pair";

/**
 * Where a box stands: at one of its ends, or by the rows about its upper edge; each with how far into it the edge is, in parts of its height. `above` and `below` are the pixels to its two ends.
 */
interface Standing { readonly end: "top" | "bottom" | null; readonly above: number; readonly below: number; readonly slack: number; readonly rows: { readonly row: number; readonly part: number; readonly height: number }[] }

/** Where the page and the box stand. */
function standing(doc: Document): Standing[] {
  // A box whose upper edge is out of the window is brought to a part of its way: of 40 rows of 18 or 19 px the last lie 3.5 px apart then.
  const slackAt = (edge: number): number => (edge >= 0 && edge < (doc.defaultView?.innerHeight ?? 0) ? 3 : 6);
  const place = (scroller: Element | null, edge: number, rows: Iterable<Element>): Standing => {
    const [above, below] = scroller ? [scroller.scrollTop, scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop] : [0, 0];
    const known = { above, below, slack: slackAt(edge) };
    if (above <= 0) return { ...known, end: "top", rows: [] };
    if (below <= 1) return { ...known, end: "bottom", rows: [] };
    const boxes = [...rows].map((element, row) => ({ row, box: element.getBoundingClientRect() }));
    const near = boxes.filter(({ box }) => box.height > 0 && box.bottom > edge - 30 && box.top < edge + 30);
    return { ...known, end: null, rows: near.map(({ row, box }) => ({ row, part: (edge - box.top) / box.height, height: box.height })) };
  };
  const box = doc.querySelector("#box");
  return [place(doc.scrollingElement, 0, [...doc.body.children].filter((child) => child.localName !== "tandem-widget")), place(box, box?.getBoundingClientRect().top ?? 0, box?.children ?? [])];
}

/**
 * At the same end, or within a few pixels at the same place of one row: what is between two rows is not as high in the two browsers. A place a pixel and a half before the end
 * of the one's rows may be the very end of the other's.
 */
function areTheSame(ours: Standing, theirs: Standing | undefined): boolean {
  if (!theirs) return false;
  const slack = Math.max(ours.slack, theirs.slack);
  const end = ours.end ?? theirs.end;
  if (end !== null) return [ours, theirs].every(({ above, below }) => (end === "top" ? above : below) < slack);
  return ours.rows.some(({ row, part }) => theirs.rows.some((other) => other.row === row && Math.abs(part - other.part) * other.height < slack));
}

async function bothStandings(agent: Agent, customer: Customer): Promise<{ readonly ours: Standing[]; readonly theirs: Standing[] }> {
  return { ours: await agent.seesInReplica("where it stands", standing), theirs: (await customer.page.evaluate(`(${standing.toString()})(document)`)) as Standing[] };
}

/** Waits until both look at the same, and it is what is wanted at the customer's. */
async function seeTheSame(agent: Agent, customer: Customer, isWanted: (doc: Document) => boolean): Promise<void> {
  let last: unknown;
  try {
    await until("both see the same", async () => {
      const { ours, theirs } = (last = await bothStandings(agent, customer));
      return ours.every((one, index) => areTheSame(one, theirs[index])) && ((await customer.page.evaluate(`(${isWanted.toString()})(document)`)) as boolean);
    });
  } catch (error) {
    throw new Error(`both see the same: ${JSON.stringify(last)}`, { cause: error });
  }
}

/** In the console: turns of the wheel over a place of the copy, so many a frame. The box is scrolled to its end and then the page, as wheels do. */
async function turnWheel(x: number, y: number, frames: number, turns: number): Promise<void> {
  const hand = document.querySelector(".hand");
  for (let frame = 0; frame < frames; frame++) {
    for (let turn = 0; turn < turns; turn++) {
      const deltaY = (Math.random() - 0.5) * 800;
      hand?.dispatchEvent(new WheelEvent("wheel", { deltaY, clientX: x, clientY: turn % 2 === 0 ? y : y + 100, bubbles: true, cancelable: true }));
    }
    await new Promise((next) => { requestAnimationFrame(next); });
  }
}

/** In the customer's page: scrolls the page and the box. */
async function scrollAbout(frames: number, turns: number): Promise<void> {
  for (let frame = 0; frame < frames; frame++) {
    for (let turn = 0; turn < turns; turn++) {
      const scroller = turn % 2 === 0 ? document.scrollingElement : document.querySelector("#box");
      scroller?.scrollTo({ top: Math.random() * 1500, behavior: "instant" });
    }
    await new Promise((next) => { requestAnimationFrame(next); });
  }
}

/** Both scroll the page and a box in it. */
export function scrolling(pair: () => Pair): void {
  it("I5: the wheel scrolls both, by element", async () => {
    const { agent, customer } = pair();
    const { x, y } = await placeOf(agent, "h1");
    await agent.page.mouse.move(x, y);
    await agent.page.mouse.wheel({ deltaY: 900 });
    // What is above the long part is not as high in the two browsers: the same place of it has to be at the upper edge of both.
    await seeTheSame(agent, customer, (doc) => (doc.querySelector("#long")?.getBoundingClientRect().top ?? 0) < -200);
    await customer.page.evaluate(() => { scrollTo({ top: 1500, behavior: "instant" }); });
    await seeTheSame(agent, customer, (doc) => (doc.scrollingElement?.scrollTop ?? 0) > 1300);
    await customer.page.evaluate(() => { scrollTo({ top: 0, behavior: "instant" }); });
    await seeTheSame(agent, customer, (doc) => doc.scrollingElement?.scrollTop === 0);
  });

  it("I5: 10,000 scrolls of both at once, of the page and a box, end at the same place and in rest", async () => {
    const { agent, customer } = pair();
    const { x, y } = await placeOf(agent, "#box");
    await Promise.all([agent.page.evaluate(turnWheel, x, y, 50, 100), customer.page.evaluate(scrollAbout, 50, 100)]);
    await seeTheSame(agent, customer, () => true);
    // What was under way when both were at the same place may move them once more: rest is half a second in which nothing moves.
    await until("rest", async () => {
      const before = await bothStandings(agent, customer);
      const events = await customer.page.evaluate(async () => {
        let count = 0;
        const counts = (): void => { count++; };
        addEventListener("scroll", counts, { capture: true, passive: true });
        for (let frame = 0; frame < 30; frame++) await new Promise((next) => { requestAnimationFrame(next); });
        removeEventListener("scroll", counts, { capture: true });
        return count;
      });
      return events === 0 && JSON.stringify(await bothStandings(agent, customer)) === JSON.stringify(before);
    });
    await seeTheSame(agent, customer, () => true);
    await customer.page.evaluate(() => { scrollTo({ top: 0, behavior: "instant" }); });
    await agent.seesInReplica("the top", (copy) => copy.scrollingElement?.scrollTop === 0);
  });

  it("I5: not linked, both look where they like; linked again, the agent is where the customer is", async () => {
    const { agent, customer } = pair();
    await agent.presses("Scroll together");
    const { x, y } = await placeOf(agent, "h1");
    await agent.page.mouse.move(x, y);
    await customer.page.evaluate(() => { scrollTo({ top: 1200, behavior: "instant" }); });
    await agent.page.mouse.wheel({ deltaY: 300 });
    await agent.seesInReplica("the copy alone", (copy) => {
      const top = copy.scrollingElement?.scrollTop ?? 0;
      return top > 100 && top < 1000;
    });
    await agent.presses("Scroll together");
    await seeTheSame(agent, customer, (doc) => (doc.scrollingElement?.scrollTop ?? 0) > 1100);
    await customer.page.evaluate(() => { scrollTo({ top: 0, behavior: "instant" }); });
    await agent.seesInReplica("the top", (copy) => copy.scrollingElement?.scrollTop === 0);
  });
}
