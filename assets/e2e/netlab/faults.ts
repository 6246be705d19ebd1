import { Beats, type Took } from "./beats";
import type { Meeting, Shared } from "./meeting";

/** What happens to people, each told as a function of a meeting that is live, so that the short and the long form tell the same. */

const now = (): number => performance.timeOrigin + performance.now();

/** Another network: live again within 3 s, and nothing is missed. Returns how long it took. */
export async function networkChange(meeting: Meeting, shared: Shared, side: "customer" | "agent", withinMs: number): Promise<Took> {
  const beats = new Beats(meeting.agent, shared.customer);
  await beats.start();
  const moment = now();
  await meeting.lab.move(side);
  const took = await beats.againAfter(moment, withinMs);
  await beats.stop();
  return took;
}

/** Nothing passes for a while: it comes back by itself. Returns how long after the light. */
export async function darkness(meeting: Meeting, shared: Shared, side: "customer" | "agent", forMs: number, withinMs: number): Promise<Took> {
  const beats = new Beats(meeting.agent, shared.customer);
  await beats.start();
  await meeting.lab.wire(side, { dark: true });
  await new Promise((light) => setTimeout(light, forMs));
  const moment = now();
  await meeting.lab.wire(side, {});
  const took = await beats.againAfter(moment, withinMs);
  await beats.stop();
  return took;
}

/** kill -9 of the server while the two share directly: the view does not stop, and the chat goes on when the server is back. */
export async function killWhileDirect(meeting: Meeting, shared: Shared, words: string): Promise<{ made: number; seen: number; longestGap: Took; chatMs: number }> {
  const { agent, server } = meeting;
  const { customer } = shared;
  const beats = new Beats(agent, customer);
  await beats.start();
  await server.stop("SIGKILL");
  await agent.says(words);
  // Nothing is there to wait for: that the view goes on without the server is the point.
  await new Promise((down) => setTimeout(down, 3000));
  await server.run();
  const back = now();
  if (!(await isChatOpen(shared))) await customer.presses("Chat");
  await customer.sees(words);
  const chatMs = Math.round(now() - back);
  const counted = await beats.stop();
  await agent.isLive();
  return { ...counted, chatMs };
}

/** kill -9 of the server that relays: the session comes back by itself. Returns how long after the server's start. */
export async function killWhileRelayed(meeting: Meeting, shared: Shared, withinMs: number): Promise<Took> {
  const beats = new Beats(meeting.agent, shared.customer);
  await beats.start();
  await meeting.server.stop("SIGKILL");
  await meeting.server.run();
  const took = await beats.againAfter(now(), withinMs);
  await beats.stop();
  return took;
}

async function isChatOpen({ customer }: Shared): Promise<boolean> {
  return customer.page.evaluate(() => {
    const field = document.querySelector("tandem-widget")?.shadowRoot?.querySelector(".card.chat textarea");
    return field !== null && field !== undefined && field.getClientRects().length > 0;
  });
}
