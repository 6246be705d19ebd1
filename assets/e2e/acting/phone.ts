import { expect, it } from "vitest";
import type { Agent } from "../harness/agent";
import { placeOf } from "../harness/hand";
import { drags, isStopAtHand, phone, tapsWidget } from "../harness/touch";
import { inPage, until } from "../harness/until";
import { middleOf, type Pair } from "./pair";

/** The agent's zoom, and how far the page is moved about in its room. */
async function shown({ page }: Agent): Promise<{ zoom: number; left: number; top: number }> {
  return page.evaluate(() => {
    const room = document.querySelector(".viewer");
    return { zoom: parseInt(document.querySelector(".zoom-value")?.textContent ?? "", 10), left: room?.scrollLeft ?? 0, top: room?.scrollTop ?? 0 };
  });
}

/** With the agent in a Chromium whose screen can be touched. */
export function touchingAgent(pair: () => Pair): void {
  it("M10: the agent draws with a finger, and zooms and moves the page about with two and one", async () => {
    const { agent, customer } = pair();
    const session = await agent.page.createCDPSession();
    await session.send("Emulation.setTouchEmulationEnabled", { enabled: true, maxTouchPoints: 2 });
    await agent.presses("Mark");
    await agent.page.click(".mark-strip button:nth-of-type(2)");
    await drags(agent.page, await placeOf(agent, "#plain"), await placeOf(agent, "#name"));
    await inPage(customer.page, "ink of the agent's", () => document.querySelector("tandem-widget")?.shadowRoot?.querySelector(".mark-ink.by-agent")?.getAttribute("d")?.includes("L"));
    await agent.page.click(".mark-strip button:nth-of-type(5)");
    const before = await shown(agent);
    const { x, y } = await placeOf(agent, "#plain");
    const [one, other] = [await agent.page.touchscreen.touchStart(x, y), await agent.page.touchscreen.touchStart(x + 60, y)];
    await other.move(x + 160, y);
    await until("larger", async () => (await shown(agent)).zoom > before.zoom * 1.5);
    await other.end();
    await one.end();
    expect(await customer.page.evaluate(() => document.querySelector("tandem-widget")?.shadowRoot?.querySelector(".mark") ?? null)).toBeNull();
    await agent.page.click(".mark-strip button:nth-of-type(6)");
    const larger = await shown(agent);
    await drags(agent.page, { x: 500, y: 500 }, { x: 420, y: 430 });
    await until("moved", async () => {
      const moved = await shown(agent);
      return moved.left > larger.left && moved.top > larger.top;
    });
    await agent.presses("Fit");
    await until("as before", async () => (await shown(agent)).zoom === before.zoom);
    await session.send("Emulation.setTouchEmulationEnabled", { enabled: false });
    await session.detach();
  });
}

/** With the customer's Chromium as a telephone. The session before is over. */
export function phoneCustomer(pair: () => Pair, address: () => string): void {
  it("M10, P9: from the agent's “Start again” to the page, by fingers", async () => {
    const { agent, customer } = pair();
    await agent.presses("Start again");
    const code = await agent.code();
    await customer.page.setViewport(phone);
    await customer.page.goto(address());
    await tapsWidget(customer.page, "Chat");
    await tapsWidget(customer.page, "Share this page");
    await customer.typesCode(code);
    await customer.sees("would like to see this page");
    await tapsWidget(customer.page, "Yes");
    await customer.sees("sees this page");
    await agent.isLive();
    await agent.sees("390 × 844");
    await inPage(agent.page, "a phone", () => document.querySelector(".device.phone") !== null);
    await isStopAtHand(customer.page);
  });

  it("M10: fingers are shown to the agent while they tap and scroll", async () => {
    const { agent, customer } = pair();
    const { x, y } = await middleOf(customer.page, "#plain");
    const finger = await customer.page.touchscreen.touchStart(x, y);
    await inPage(agent.page, "a finger on the button", () => document.querySelector(".pointer.touch.pressed") !== null);
    await finger.end();
    await inPage(agent.page, "no finger", () => document.querySelector(".pointer") === null);
    await drags(customer.page, { x: 30, y: 600 }, { x: 30, y: 200 }, async () => {
      await inPage(agent.page, "a finger that scrolls", () => document.querySelector(".pointer.touch.pressed") !== null);
      await agent.seesInReplica("scrolled along", (copy) => (copy.scrollingElement?.scrollTop ?? 0) > 150);
    });
    await inPage(agent.page, "no finger", () => document.querySelector(".pointer") === null);
    await customer.page.evaluate(async () => {
      // A finger that was lifted from a quick move leaves the page rolling.
      for (let frames = 0; frames < 10; frames++) {
        await new Promise((next) => { requestAnimationFrame(next); });
        if (scrollY === 0) continue;
        frames = 0;
        scrollTo({ top: 0, behavior: "instant" });
      }
    });
    await agent.seesInReplica("the top", (copy) => copy.scrollingElement?.scrollTop === 0);
  });

  it("M10, I6: the customer draws, clears and ends drawing with a finger", async () => {
    const { agent, customer } = pair();
    await tapsWidget(customer.page, "More");
    await tapsWidget(customer.page, "Mark");
    await customer.sees("Draw on the page");
    await tapsWidget(customer.page, "Box");
    await drags(customer.page, await middleOf(customer.page, "#notes"), await middleOf(customer.page, "#rich"), async () => {
      await inPage(agent.page, "a box at the agent", () => document.querySelector(".mark-layer .mark-box.by-customer")?.getAttribute("d"));
    });
    // The first tap after a quick line counts.
    await tapsWidget(customer.page, "Clear");
    await inPage(agent.page, "nothing left at the agent", () => document.querySelector(".mark-layer .mark") === null);
    await drags(customer.page, await middleOf(customer.page, "#notes"), await middleOf(customer.page, "#rich"));
    await tapsWidget(customer.page, "Done");
    await inPage(customer.page, "the tools are away", () => document.querySelector("tandem-widget")?.shadowRoot?.querySelector(".strip") === null);
  });

  it("M10, P8: pinched in or turned sideways, the agent sees how, and Stop stays at hand", async () => {
    const { agent, customer } = pair();
    const session = await customer.page.createCDPSession();
    await session.send("Emulation.setPageScaleFactor", { pageScaleFactor: 2 });
    await agent.sees("Customer has zoomed in to 200 %");
    await inPage(agent.page, "a frame around that", () => document.querySelector<HTMLElement>(".seen-frame:not([hidden])")?.style.width === "195px");
    await isStopAtHand(customer.page);
    await session.send("Emulation.setPageScaleFactor", { pageScaleFactor: 1 });
    await inPage(agent.page, "no frame", () => document.querySelector(".seen-frame[hidden]") !== null);
    await customer.page.setViewport({ ...phone, width: 844, height: 390, isLandscape: true });
    await agent.sees("844 × 390");
    await inPage(agent.page, "the phone lies", () => {
      const box = document.querySelector(".device.phone .screen")?.getBoundingClientRect();
      return box && box.width > box.height;
    });
    await isStopAtHand(customer.page);
    await customer.page.setViewport(phone);
    await agent.sees("390 × 844");
    await session.detach();
  });

  it("M10: the agent zooms by the wheel with Ctrl at what is under the pointer, moves the page about, and back to what fits", async () => {
    const { agent } = pair();
    const before = await shown(agent);
    const { x, y } = await placeOf(agent, "#plain");
    await agent.page.mouse.move(x, y);
    await agent.page.keyboard.down("Control");
    for (let notch = 0; notch < 4; notch++) await agent.page.mouse.wheel({ deltaY: -120 });
    await agent.page.keyboard.up("Control");
    await until("larger", async () => (await shown(agent)).zoom >= before.zoom * 2);
    const after = await placeOf(agent, "#plain");
    // A phone's page is narrower than its room: sideways it stays in the middle.
    expect(Math.abs(after.y - y)).toBeLessThan(30);
    const larger = await shown(agent);
    await agent.page.mouse.move(600, 500);
    await agent.page.mouse.down();
    await agent.page.mouse.move(600, 400, { steps: 3 });
    await agent.page.mouse.up();
    await until("moved", async () => (await shown(agent)).top > larger.top + 50);
    await agent.presses("100 %");
    await until("100 %", async () => (await shown(agent)).zoom === 100);
    await agent.presses("Fit");
    await until("what fits", async () => (await shown(agent)).zoom === before.zoom);
  });

  it("M10, P8: Stop by a finger", async () => {
    const { agent, customer } = pair();
    await tapsWidget(customer.page, "Stop");
    await agent.sees("The customer stopped");
  });
}
