import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Agent } from "./harness/agent";
import { borrow } from "./harness/borrow";
import type { Kind, Launched } from "./harness/browsers";
import { Customer } from "./harness/customer";
import { clicks, placeOf } from "./harness/hand";
import { Server } from "./harness/server";
import { Site } from "./harness/site";
import { keepEvidence } from "./harness/stage";
import { inPage, until } from "./harness/until";
import { phoneCustomer, touchingAgent } from "./acting/phone";

/** Who uses which browser. */
const casts: readonly { agent: Kind; customer: Kind }[] = [
  { agent: "chromium", customer: "firefox" },
  { agent: "firefox", customer: "chromium" },
];

let browsers: Record<Kind, Launched>;

beforeAll(async () => {
  const [chromium, firefox] = await Promise.all([borrow("chromium"), borrow("firefox")]);
  browsers = { chromium, firefox };
});

afterAll(async () => {
  await Promise.all(Object.values(browsers).map(async (each) => each.close()));
});

const form = `
  <h1>Acting</h1>
  <button id="plain" type="button" onclick="this.dataset.pressed = Number(this.dataset.pressed ?? 0) + 1">Press</button>
  <button id="pay" type="button" data-tandem="own-click" onclick="this.dataset.pressed = 1">Pay now</button>
  <button id="no" type="button" data-tandem="noclick" onclick="this.dataset.pressed = 1">Not for agents</button>
  <p><label>Name <input id="name"></label> <label>Card <input id="card" data-tandem="mask"></label> <label>Password <input id="password" type="password"></label></p>
  <p><label>Notes <textarea id="notes"></textarea></label> <label>Fixed <input id="fixed" data-tandem="readonly" value="as it is"></label></p>
  <p><select id="size"><option>Small</option><option>Medium</option><option>Large</option></select>
     <input id="day" type="date"> <label><input id="agree" type="checkbox"> I agree</label> <input id="level" type="range" min="0" max="100" value="0"></p>
  <div id="rich" contenteditable="true" style="min-height: 1.5em; border: 1px solid">Rich </div>
  <p><a id="next" href="/next">Next page</a> <a id="away" href="https://elsewhere.example/">Elsewhere</a></p>
  <div id="box" style="height: 120px; overflow: auto">${Array.from({ length: 40 }, (_, index) => `<p>Line ${String(index)}</p>`).join("")}</div>
  <div id="long" style="height: 3000px">long</div><p id="end">The end</p>`;

const html = (sdk: string, key: string, body: string): string =>
  `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Acting</title><script src="${sdk}" data-site="${key}" async></script><body>${body}`;

async function valueOf(page: Page, what: string, selector: string, wanted: string): Promise<void> {
  await inPage(page, what, (at, value) => document.querySelector<HTMLInputElement>(at)?.value === value, selector, wanted);
}

async function pressedAt(page: Page, selector: string): Promise<string | undefined> {
  return page.$eval(selector, (button) => (button as HTMLElement).dataset["pressed"]);
}

/** Whether a mark in the widget begins at, or is around, the element. */
function marksAt(mark: string, selector: string): boolean {
  const path = document.querySelector("tandem-widget")?.shadowRoot?.querySelector(mark)?.getAttribute("d") ?? "";
  const [x = NaN, y = NaN] = (/^M(-?[\d.]+) (-?[\d.]+)/.exec(path) ?? []).slice(1).map(Number);
  const box = document.querySelector(selector)?.getBoundingClientRect();
  // A spotlight's edge lies a few pixels around its element.
  return box !== undefined && x > box.left - 8 && x < box.right + 8 && y > box.top - 8 && y < box.bottom + 8;
}

/** Whether a caret with a name on it stands in the first line of a field, after this text, to two pixels. Looks in the widget and in the page itself. */
function caretIsAfter(flag: string, selector: string, text: string, name: string): boolean {
  const drawn = document.querySelector("tandem-widget")?.shadowRoot?.querySelector(flag) ?? document.querySelector(flag);
  const field = document.querySelector<HTMLTextAreaElement>(selector);
  const pen = document.createElement("canvas").getContext("2d");
  const line = drawn?.querySelector(".caret-line")?.getBoundingClientRect();
  if (!drawn || !field || !pen || !line || drawn.querySelector(".caret-name")?.textContent !== name) return false;
  const style = getComputedStyle(field);
  pen.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const box = field.getBoundingClientRect();
  const scale = box.width / field.offsetWidth;
  const wanted = box.left + (field.clientLeft + parseFloat(style.paddingLeft) + pen.measureText(text).width) * scale;
  return Math.abs(line.left + line.width / 2 - wanted) < 2 && line.top >= box.top - 1 && line.bottom <= box.bottom + 1;
}

/** A line drawn with the button held. */
async function draws(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2);
  await page.mouse.move(to.x, to.y);
  await page.mouse.up();
}

async function middleOf(page: Page, selector: string): Promise<{ x: number; y: number }> {
  return page.$eval(selector, (element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  });
}

/** Where a box stands: at one of its ends, or by the rows about its upper edge; each with how far into it the edge is, in parts of its height. */
interface Standing { readonly end: "top" | "bottom" | null; readonly rows: { readonly row: number; readonly part: number; readonly height: number }[] }

/** Where the page and the box stand. */
function standing(doc: Document): Standing[] {
  const place = (scroller: Element | null, edge: number, rows: Iterable<Element>): Standing => {
    if (!scroller || scroller.scrollTop <= 0) return { end: "top", rows: [] };
    if (scroller.scrollTop >= scroller.scrollHeight - scroller.clientHeight - 1) return { end: "bottom", rows: [] };
    const boxes = [...rows].map((element, row) => ({ row, box: element.getBoundingClientRect() }));
    const near = boxes.filter(({ box }) => box.height > 0 && box.bottom > edge - 30 && box.top < edge + 30);
    return { end: null, rows: near.map(({ row, box }) => ({ row, part: (edge - box.top) / box.height, height: box.height })) };
  };
  const box = doc.querySelector("#box");
  return [place(doc.scrollingElement, 0, [...doc.body.children].filter((child) => child.localName !== "tandem-widget")), place(box, box?.getBoundingClientRect().top ?? 0, box?.children ?? [])];
}

/** At the same end, or within three pixels at the same place of one row: what is between two rows is not as high in the two browsers. */
function areTheSame(ours: Standing, theirs: Standing | undefined): boolean {
  if (ours.end !== null || !theirs || theirs.end !== null) return ours.end === theirs?.end;
  return ours.rows.some(({ row, part }) => theirs.rows.some((other) => other.row === row && Math.abs(part - other.part) * other.height < 3));
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

describe.each(casts)("agent in $agent, customer in $customer", ({ agent: agentKind, customer: customerKind }) => {
  let server: Server;
  let site: Site;
  let agent: Agent;
  let customer: Customer;
  const pages: Record<string, { html: string }> = {};

  beforeAll(async () => {
    site = await Site.open(pages);
    server = await Server.start({ sites: [{ name: "Own site", origin: site.origin }] });
    const sdk = `http://127.0.0.1:${server.port}/sdk.js`;
    const key = server.siteKey("Own site");
    pages["/"] = { html: html(sdk, key, form) };
    pages["/next"] = { html: html(sdk, key, "<h1>The next page</h1>") };
    agent = await Agent.setUp(browsers[agentKind], server);
    const code = await agent.startsCoBrowse();
    customer = await Customer.visits(browsers[customerKind], `${site.origin}/`);
    await customer.entersCode(code);
    await customer.consents();
    await agent.isLive();
  });

  afterAll(async () => {
    await customer.page.close();
    await agent.page.close();
    await site.close();
    await server.remove();
  });

  beforeEach(() => { keepEvidence(Object.values(browsers), server); });

  it("I2: in plain mode nothing reaches the customer", async () => {
    await clicks(agent, "#plain");
    await agent.page.keyboard.type("nothing");
    expect(await pressedAt(customer.page, "#plain")).toBeUndefined();
    expect(await customer.page.evaluate(() => document.querySelector("tandem-widget")?.shadowRoot?.querySelector(".agent-pointer:not([hidden])") ?? null)).toBeNull();
  });

  it("I2: with Ctrl the pointer and the clicks are shown at the same element, and nothing is pressed", async () => {
    await clicks(agent, "#plain", "Control");
    await inPage(customer.page, "a circle at the button", () => {
      const ring = document.querySelector("tandem-widget")?.shadowRoot?.querySelector(".agent-click");
      const at = ring?.getBoundingClientRect();
      const button = document.querySelector("#plain")?.getBoundingClientRect();
      return at && button && at.left > button.left && at.left < button.right && at.top > button.top && at.top < button.bottom;
    });
    await agent.page.keyboard.up("Control");
    expect(await pressedAt(customer.page, "#plain")).toBeUndefined();
  });

  it("I3: with Alt a click is a click; a tick box, a slider, a list and a date too", async () => {
    await clicks(agent, "#plain", "Alt");
    await inPage(customer.page, "the button was pressed once", () => document.querySelector<HTMLElement>("#plain")?.dataset["pressed"] === "1");
    await clicks(agent, "#agree", "Alt");
    await inPage(customer.page, "ticked", () => document.querySelector<HTMLInputElement>("#agree")?.checked);
    await clicks(agent, "#level", "Alt");
    await inPage(customer.page, "the slider is in the middle", () => Math.abs(Number(document.querySelector<HTMLInputElement>("#level")?.value) - 50) < 10);
    await clicks(agent, "#size", "Alt");
    await agent.page.waitForSelector(".hand-list");
    await agent.page.select(".hand-list", "Large");
    await agent.page.focus(".hand-list");
    await agent.page.keyboard.press("Enter");
    await valueOf(customer.page, "Large is chosen", "#size", "Large");
    await clicks(agent, "#day", "Alt");
    await agent.page.waitForSelector(".hand-field[type=date]");
    await agent.page.$eval(".hand-field[type=date]", (field) => {
      (field as HTMLInputElement).value = "2026-12-24";
      field.dispatchEvent(new Event("input"));
    });
    await valueOf(customer.page, "the day", "#day", "2026-12-24");
    await agent.page.keyboard.press("Escape");
  });

  it("I3: rich text", async () => {
    await clicks(agent, "#rich", "Alt");
    await agent.page.keyboard.type("héllo");
    await inPage(customer.page, "the letters are in it", () => document.querySelector("#rich")?.textContent.includes("héllo"));
    await agent.page.keyboard.press("Escape");
  });

  it("I4: both fill in the same field at the same time and lose nothing", async () => {
    await clicks(agent, "#name", "Alt");
    await agent.page.waitForSelector(".hand-field");
    await customer.page.focus("#name");
    await Promise.all([agent.page.keyboard.type("agentwrites", { delay: 15 }), customer.page.keyboard.type("CUSTOMERTOO", { delay: 15 })]);
    const both = await inPage(customer.page, "all letters of both", () => {
      const { value } = document.querySelector<HTMLInputElement>("#name") ?? { value: "" };
      return value.length === 22 && value;
    });
    expect(both.replace(/[A-Z]/g, "")).toBe("agentwrites");
    expect(both.replace(/[a-z]/g, "")).toBe("CUSTOMERTOO");
    await until("the agent has the same", async () => (await agent.page.$eval(".hand-field", (field) => (field as HTMLInputElement).value)) === both);
    await agent.page.keyboard.press("Escape");
  });

  it("I4: each sees where the other's caret is, and of a masked field only that they are in it", async () => {
    await clicks(agent, "#notes", "Alt");
    await agent.page.waitForSelector("textarea.hand-field");
    await agent.page.keyboard.type("both write");
    await valueOf(customer.page, "the notes", "#notes", "both write");
    await inPage(customer.page, "the agent's caret after the last letter, with their name", caretIsAfter, ".caret-flag.by-agent", "#notes", "both write", "Ada Agent");
    for (let i = 0; i < 5; i++) await agent.page.keyboard.press("ArrowLeft");
    await inPage(customer.page, "the agent's caret before the last word", caretIsAfter, ".caret-flag.by-agent", "#notes", "both ", "Ada Agent");
    await customer.page.focus("#notes");
    await customer.page.$eval("#notes", (field) => { (field as HTMLTextAreaElement).setSelectionRange(0, 0); });
    await customer.page.keyboard.type("We ");
    await inPage(customer.page, "the agent's caret went along", caretIsAfter, ".caret-flag.by-agent", "#notes", "We both ", "Ada Agent");
    await inPage(agent.page, "the customer's caret in the agent's own field", caretIsAfter, ".caret-flag.by-customer", "textarea.hand-field", "We ", "Customer");
    await customer.page.focus("#card");
    await customer.page.keyboard.type("4111");
    await inPage(agent.page, "the customer is in the masked field, and where in it is not told", () => {
      const flag = document.querySelector(".caret-flag.by-customer:not([hidden])");
      return flag?.querySelector(".caret-field") && !flag.querySelector(".caret-line");
    });
    await agent.page.keyboard.press("Escape");
    await inPage(customer.page, "the agent is in no field", () => document.querySelector("tandem-widget")?.shadowRoot?.querySelector(".caret-flag.by-agent:not([hidden])") === null);
    await customer.page.$$eval("#card, #notes", (fields) => {
      for (const field of fields) {
        (field as HTMLInputElement).value = "";
        (field as HTMLInputElement).blur();
      }
    });
    await inPage(agent.page, "the customer is in no field", () => document.querySelector(".caret-flag.by-customer:not([hidden])") === null);
  });

  it("I12, V6: masked, password and read-only fields and forbidden buttons stay as they are, and the agent is told why", async () => {
    await clicks(agent, "#card", "Alt");
    await agent.sees("This field is hidden from you");
    await clicks(agent, "#password", "Alt");
    await agent.sees("Only the customer can type passwords");
    await clicks(agent, "#fixed", "Alt");
    await agent.sees("does not allow agents to change this");
    await clicks(agent, "#no", "Alt");
    await agent.sees("does not allow agents to click here");
    await agent.page.keyboard.type("secret");
    expect(await pressedAt(customer.page, "#no")).toBeUndefined();
    expect(await customer.page.$$eval("#card, #password, #fixed", (fields) => fields.map((field) => (field as HTMLInputElement).value))).toEqual(["", "", "as it is"]);
    await agent.page.keyboard.press("Escape");
  });

  it("I12: a button that is the customer's own waits for their yes", async () => {
    await clicks(agent, "#pay", "Alt");
    await customer.sees("press “Pay now” for you");
    await agent.sees("The customer is being asked");
    expect(await pressedAt(customer.page, "#pay")).toBeUndefined();
    await customer.presses("No");
    await agent.sees("The customer said no");
    await clicks(agent, "#pay", "Alt");
    await customer.presses("Yes, go on");
    await inPage(customer.page, "pressed", () => document.querySelector<HTMLElement>("#pay")?.dataset["pressed"] === "1");
  });

  it("I5: the wheel scrolls both, by element", async () => {
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
    const { x, y } = await placeOf(agent, "#box");
    await Promise.all([agent.page.evaluate(turnWheel, x, y, 50, 100), customer.page.evaluate(scrollAbout, 50, 100)]);
    await seeTheSame(agent, customer, () => true);
    const before = await bothStandings(agent, customer);
    const events = await customer.page.evaluate(async () => {
      let count = 0;
      addEventListener("scroll", () => { count++; }, { capture: true, passive: true });
      for (let frame = 0; frame < 30; frame++) await new Promise((next) => { requestAnimationFrame(next); });
      return count;
    });
    expect(events).toBe(0);
    expect(await bothStandings(agent, customer)).toEqual(before);
    await customer.page.evaluate(() => { scrollTo({ top: 0, behavior: "instant" }); });
    await agent.seesInReplica("the top", (copy) => copy.scrollingElement?.scrollTop === 0);
  });

  it("I5: not linked, both look where they like; linked again, the agent is where the customer is", async () => {
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

  it("I6: what the agent marks is at the same element, goes with it, and is cleared by the customer", async () => {
    await agent.presses("Mark");
    await clicks(agent, "#plain");
    await inPage(customer.page, "a spotlight on the button", marksAt, ".mark-spotlight.by-agent", "#plain");
    await agent.page.keyboard.press("4");
    await draws(agent.page, await placeOf(agent, "#plain"), await placeOf(agent, "#name"));
    await inPage(customer.page, "an arrow from the button", marksAt, ".mark-arrow.by-agent", "#plain");
    await customer.page.evaluate(() => { scrollTo({ top: 60, behavior: "instant" }); });
    await inPage(customer.page, "both went with the button", () => scrollY > 0);
    await inPage(customer.page, "the spotlight", marksAt, ".mark-spotlight.by-agent", "#plain");
    await inPage(customer.page, "the arrow", marksAt, ".mark-arrow.by-agent", "#plain");
    await customer.page.evaluate(() => { scrollTo({ top: 0, behavior: "instant" }); });
    await agent.presses("Mark");
    await customer.presses("Mark");
    await customer.presses("Clear");
    await inPage(agent.page, "nothing left at the agent", () => document.querySelector(".mark-layer .mark") === null);
    expect(await customer.page.evaluate(() => document.querySelector("tandem-widget")?.shadowRoot?.querySelector(".mark") ?? null)).toBeNull();
  });

  it("I6: what the customer draws is at the same element at the agent, who can clear it", async () => {
    const from = await middleOf(customer.page, "#plain");
    const to = await middleOf(customer.page, "#name");
    await draws(customer.page, from, to);
    await agent.seesInReplica("the copy is there", (copy) => copy.querySelector("#plain") !== null);
    const start = await inPage(agent.page, "ink at the agent", () => /^M([\d.]+) ([\d.]+)L/.exec(document.querySelector(".mark-layer .mark-ink.by-customer")?.getAttribute("d") ?? "")?.slice(1).map(Number));
    const box = await agent.seesInReplica("the button", (copy) => copy.querySelector("#plain")?.getBoundingClientRect().toJSON() as DOMRect | undefined);
    expect([start[0] ?? 0, start[1] ?? 0]).toSatisfy(([x, y]: [number, number]) => x > box.left && x < box.right && y > box.top && y < box.bottom);
    await customer.presses("Box");
    await draws(customer.page, from, to);
    await inPage(agent.page, "a box at the agent", () => document.querySelector(".mark-layer .mark-box.by-customer")?.getAttribute("d"));
    await customer.presses("Done");
    await agent.presses("Mark");
    await agent.page.hover(".hand");
    await agent.page.keyboard.press("0");
    await inPage(customer.page, "nothing left at the customer", () => document.querySelector("tandem-widget")?.shadowRoot?.querySelector(".mark") === null);
    await agent.page.keyboard.press("Escape");
    await inPage(agent.page, "the tools are away", () => document.querySelector(".mark-strip") === null);
  });

  if (agentKind === "chromium") touchingAgent(() => ({ agent, customer }));

  it("I7: the agent has the page alone until the customer takes it back with Esc", async () => {
    await agent.presses("Take over");
    await customer.sees("is filling in for a moment");
    await agent.sees("The page is yours alone");
    const before = await customer.page.$eval("#notes", (field) => (field as HTMLTextAreaElement).value);
    const count = Number((await pressedAt(customer.page, "#plain")) ?? 0);
    const at = await middleOf(customer.page, "#plain");
    await customer.page.mouse.click(at.x, at.y);
    await customer.page.focus("#notes");
    await customer.page.keyboard.type("held off");
    await clicks(agent, "#plain", "Alt");
    await inPage(customer.page, "the agent's click alone", (wanted) => Number(document.querySelector<HTMLElement>("#plain")?.dataset["pressed"]) === wanted, count + 1);
    expect(await customer.page.$eval("#notes", (field) => (field as HTMLTextAreaElement).value)).toBe(before);
    await customer.page.keyboard.press("Escape");
    await inPage(agent.page, "the agent knows", () => document.querySelector(".hold-note")?.textContent === "");
    await customer.page.focus("#notes");
    await customer.page.keyboard.type("mine");
    await valueOf(customer.page, "the customer types again", "#notes", `${before}mine`);
  });

  it("I7: the customer has the page alone until they let the agent go on", async () => {
    await customer.presses("Only me");
    await agent.sees("The customer has the page to themselves");
    const count = Number((await pressedAt(customer.page, "#plain")) ?? 0);
    await clicks(agent, "#plain", "Alt");
    await agent.sees("The customer has taken over for a while");
    expect(Number((await pressedAt(customer.page, "#plain")) ?? 0)).toBe(count);
    await customer.presses("Let Ada");
    await inPage(agent.page, "the agent knows", () => document.querySelector(".hold-note")?.textContent === "");
    await clicks(agent, "#plain", "Alt");
    await inPage(customer.page, "pressed", (wanted) => Number(document.querySelector<HTMLElement>("#plain")?.dataset["pressed"]) === wanted, count + 1);
  });

  it("V4: the customer sees which parts are hidden from the agent", async () => {
    await customer.presses("What is hidden");
    await inPage(customer.page, "the card and the password are shaded, and nothing else", () => {
      const shades = [...(document.querySelector("tandem-widget")?.shadowRoot?.querySelectorAll(".shaded:not([hidden])") ?? [])].map((shade) => shade.getBoundingClientRect());
      const covers = (selector: string): boolean => {
        const box = document.querySelector(selector)?.getBoundingClientRect();
        return shades.some((shade) => Math.abs(shade.left - (box?.left ?? 0)) < 2 && Math.abs(shade.top - (box?.top ?? 0)) < 2 && Math.abs(shade.width - (box?.width ?? 0)) < 2);
      };
      return shades.length === 2 && covers("#card") && covers("#password");
    });
    await customer.presses("Done");
    await inPage(customer.page, "no shades", () => document.querySelector("tandem-widget")?.shadowRoot?.querySelector(".shaded") === null);
  });

  it("P7: what the customer takes back is gone at once, and can be given again", async () => {
    const before = Number((await pressedAt(customer.page, "#plain")) ?? 0);
    await customer.presses("Click");
    await inPage(agent.page, "the agent's screen knows", () => document.querySelector(".mode-button.act") !== null);
    await customer.presses("Fill in");
    await inPage(agent.page, "acting is off", () => document.querySelector(".mode-button.act")?.getAttribute("aria-disabled") === "true");
    await clicks(agent, "#plain", "Alt");
    expect(Number((await pressedAt(customer.page, "#plain")) ?? 0)).toBe(before);
    await customer.presses("Click");
    await customer.presses("Fill in");
    await inPage(agent.page, "acting is on", () => document.querySelector(".mode-button.act")?.getAttribute("aria-disabled") === "false");
    await clicks(agent, "#plain", "Alt");
    await inPage(customer.page, "pressed again", (count) => Number(document.querySelector<HTMLElement>("#plain")?.dataset["pressed"]) === count, before + 1);
  });

  it("I8: outside the site the customer is asked first; inside a link just leads on, with the same grants", async () => {
    await clicks(agent, "#away", "Alt");
    await customer.sees("open another website: elsewhere.example");
    await customer.presses("No");
    await clicks(agent, "#next", "Alt");
    await agent.seesInReplica("the next page", (copy) => copy.querySelector("h1")?.textContent === "The next page");
    await customer.sees("may:");
    expect(await customer.page.evaluate(() => document.querySelector("tandem-widget")?.shadowRoot?.querySelectorAll(".right[aria-pressed=true]").length)).toBe(5);
  });

  it("P8: Esc pressed twice stops sharing", async () => {
    await customer.page.keyboard.press("Escape");
    await customer.page.keyboard.press("Escape");
    await customer.sees("You stopped sharing");
    await agent.sees("The customer stopped");
  });

  if (customerKind === "chromium") phoneCustomer(() => ({ agent, customer }), () => `${site.origin}/`);
});
