import { percentile } from "../bench/figures";
import type { Shape } from "./lab";
import type { Meeting, Shared } from "./meeting";
import { typingDelays } from "./typing";

/** A round trip of 200 ms that varies by 100, a tenth of the packets lost, 1 Mbit/s each way. The wire is the customer's; both directions take half. */
export const badLine: Shape = { rate: 1_000_000, delay_ms: 100, jitter_ms: 50, loss: 0.1 };
export const roundTripMs = 200;

/** Ten letters a second. Returns the delays' percentiles. */
export async function typing(meeting: Meeting, shared: Shared, letters: number): Promise<{ p50: number; p95: number }> {
  const delays = await typingDelays(meeting.agent, shared.customer, letters);
  return { p50: Math.round(percentile(delays, 0.5)), p95: Math.round(percentile(delays, 0.95)) };
}

/** Nodes that come, go, move and change for a while; then both sides must have the same. Returns how long after the last change that was so. */
export async function converges({ agent }: Meeting, { customer }: Shared, edits: number): Promise<number> {
  const wanted = await customer.page.evaluate(async (count) => {
    const place = document.createElement("section");
    place.id = "lab-edits";
    document.body.append(place);
    for (let i = 0; i < count; i++) {
      const all = [...place.querySelectorAll("p")];
      const some = all[Math.floor(Math.random() * all.length)];
      const kind = Math.random();
      if (!some || kind < 0.4) place.append(Object.assign(document.createElement("p"), { textContent: `new ${i}`, title: String(i) }));
      else if (kind < 0.6) some.textContent = `changed ${i}`;
      else if (kind < 0.8) place.prepend(some);
      else if (kind < 0.9) some.remove();
      else some.title = `changed ${i}`;
      await new Promise((next) => setTimeout(next, 20));
    }
    return place.innerHTML;
  }, edits);
  const begun = Date.now();
  await agent.seesInReplica("the same after all edits", (copy, html) => copy.getElementById("lab-edits")?.innerHTML === html, wanted);
  return Date.now() - begun;
}

/** A big change and a small one right behind it. Returns when each was at the agent, in milliseconds after it was made. */
export async function smallBehindBig({ agent }: Meeting, { customer }: Shared, bigCharacters: number): Promise<{ big: number; small: number }> {
  const made = await customer.page.evaluate(async (length) => {
    const big = document.createElement("p");
    big.id = "lab-big";
    // What can be compressed would not be big.
    big.textContent = Array.from({ length }, () => String.fromCharCode(0x4e00 + Math.random() * 20_000)).join("");
    document.body.append(big);
    await new Promise((next) => setTimeout(next, 100));
    const small = document.createElement("p");
    small.id = "lab-small";
    document.body.prepend(small);
    return Date.now();
  }, bigCharacters);
  const seen = async (id: string, length: number): Promise<number> => {
    await agent.seesInReplica(`#${id}`, (copy, [name, wanted]) => copy.getElementById(name)?.textContent?.length === wanted, [id, length] as const);
    return Date.now() - made;
  };
  const [big, small] = await Promise.all([seen("lab-big", bigCharacters), seen("lab-small", 0)]);
  await customer.page.evaluate(() => {
    for (const id of ["lab-big", "lab-small"]) document.getElementById(id)?.remove();
  });
  await agent.seesInReplica("both gone again", (copy) => copy.getElementById("lab-big") === null && copy.getElementById("lab-small") === null);
  return { big: big + 100, small };
}
