import { it } from "vitest";
import { clicks, placeOf } from "../harness/hand";
import { inPage } from "../harness/until";
import type { Pair } from "./pair";

/** Everything else that a page can be pressed in: through labels, shadow roots and frames, and dragged. */
export const everywhere = `
  <p id="kinds"><label id="by-label">Gift <input id="gift" type="checkbox"></label> <input id="red" type="radio" name="colour"> <input id="blue" type="radio" name="colour"></p>
  <details id="more"><summary id="open-more">More</summary>Unfolded</details>
  <input id="drag" type="range" min="0" max="100" value="0" style="width: 300px">
  <div id="host"></div><iframe id="frame" srcdoc="<!doctype html><button id=inside type=button onclick='this.dataset.pressed=1'>Inside</button>" style="height: 60px"></iframe>
  <script>
    document.querySelector("#host").attachShadow({ mode: "open" }).innerHTML = "<button id=shadowed type=button>Shadowed</button>";
    document.querySelector("#host").shadowRoot.querySelector("button").onclick = (event) => { event.target.dataset.pressed = 1; };
  </script>`;

/** The middle of something in the customer's page that no selector reaches, on the agent's screen. */
async function placeIn({ agent }: Pair, around: "#host" | "#frame", selector: string): Promise<{ x: number; y: number }> {
  const inCopy = await agent.seesInReplica(selector, (copy, outer, inner) => {
    const place = copy.querySelector(outer);
    const root = place?.shadowRoot ?? (place as HTMLIFrameElement | null)?.contentDocument;
    const box = root?.querySelector(inner)?.getBoundingClientRect();
    const frame = place?.localName === "iframe" ? place.getBoundingClientRect() : { left: 0, top: 0 };
    const border = place?.localName === "iframe" ? 2 : 0;
    return box && box.width > 0 && { x: frame.left + border + box.left + box.width / 2, y: frame.top + border + box.top + box.height / 2 };
  }, around, selector);
  const origin = await placeOf(agent, "h1");
  const heading = await agent.seesInReplica("the heading", (copy) => {
    const box = copy.querySelector("h1")?.getBoundingClientRect();
    return box && { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  });
  const scale = await agent.page.$eval(".hand", (hand) => hand.getBoundingClientRect().width / (hand as HTMLElement).offsetWidth);
  return { x: origin.x + (inCopy.x - heading.x) * scale, y: origin.y + (inCopy.y - heading.y) * scale };
}

export function pressingEverywhere(pair: () => Pair): void {
  it("I2, I3: labels, radio buttons and details; with the mode locked by its button a slider that is dragged, shadow roots and frames; Esc ends it", async () => {
    const { agent, customer } = pair();
    await customer.page.$eval("#kinds", (part) => { part.scrollIntoView({ behavior: "instant", block: "center" }); });
    await agent.seesInReplica("that part", (copy) => {
      const top = copy.querySelector("#kinds")?.getBoundingClientRect().top ?? -1;
      return top > 0 && top < 700;
    });
    for (const selector of ["#by-label", "#blue", "#open-more"]) await clicks(agent, selector, "Alt");
    await inPage(customer.page, "ticked, chosen, unfolded", () => document.querySelector<HTMLInputElement>("#gift")?.checked && document.querySelector<HTMLInputElement>("#blue")?.checked && document.querySelector<HTMLDetailsElement>("#more")?.open);
    // What was unfolded has moved all that is below it, at the agent a moment later.
    await agent.seesInReplica("unfolded there too", (copy) => copy.querySelector<HTMLDetailsElement>("#more")?.open);
    await agent.page.click(".mode-button.act");
    await inPage(agent.page, "the mode is locked", () => document.querySelector(".mode-button.act")?.getAttribute("aria-pressed") === "true" && document.querySelector(".hand-act") !== null);
    const { x, y } = await placeOf(agent, "#drag");
    const half = await agent.page.$eval(".hand", (hand) => 150 * (hand.getBoundingClientRect().width / (hand as HTMLElement).offsetWidth));
    await agent.page.mouse.move(x, y);
    await agent.page.mouse.down();
    await agent.page.mouse.move(x + half / 2, y, { steps: 4 });
    await agent.page.mouse.up();
    // To where it was let go, not to the last place before: three steps of four are 69.
    await inPage(customer.page, "the slider went along", () => Math.abs(Number(document.querySelector<HTMLInputElement>("#drag")?.value) - 75) < 3);
    for (const [around, selector] of [["#host", "#shadowed"], ["#frame", "#inside"]] as const) {
      const at = await placeIn(pair(), around, selector);
      await agent.page.mouse.click(at.x, at.y);
    }
    await inPage(customer.page, "both buttons", () => [document.querySelector("#host")?.shadowRoot, document.querySelector<HTMLIFrameElement>("#frame")?.contentDocument].every((root) => root?.querySelector("button")?.dataset["pressed"] === "1"));
    await agent.page.keyboard.press("Escape");
    await inPage(agent.page, "plain again", () => document.querySelector(".mode-button.act")?.getAttribute("aria-pressed") === "false" && document.querySelector(".hand-plain") !== null);
    await customer.page.evaluate(() => { scrollTo({ top: 0, behavior: "instant" }); });
    await agent.seesInReplica("the top", (copy) => copy.scrollingElement?.scrollTop === 0);
  });
}
