import { Agent } from "../harness/agent";
import type { Kind, Launched } from "../harness/browsers";
import { Customer } from "../harness/customer";
import { keepEvidence } from "../harness/stage";
import { inPage, until } from "../harness/until";
import { out } from "./build";
import { type Family, Lab } from "./lab";
import { LabServer } from "./server";

declare global {
  interface Window {
    labPaint?: number;
    labYes?: number;
  }
}

export type Way = "direct" | "relay";

/** Checks of a path that is not taken are far fewer bytes than this. */
const burstBytes = 20_000;

/** One co-browse, as it came to be. */
export interface Shared {
  readonly customer: Customer;
  /** From the customer's click on Yes to the agent's first frame with the page, in milliseconds of this machine's clock. */
  readonly firstPaintMs: number;
}

/** An agent and a customer with a browser each, in their places, and the server. */
export class Meeting {
  private constructor(
    readonly lab: Lab,
    readonly server: LabServer,
    readonly agent: Agent,
    readonly agentBrowser: Launched,
    readonly customerBrowser: Launched,
  ) {}

  /** `lay` is for the wires and routers that have to be there before a browser is: one whose NAT is replaced later goes on using connections that lead nowhere, for a minute and more. */
  static async open(agentKind: Kind, customerKind: Kind, family: Family = 4, lay: (lab: Lab) => Promise<void> = async () => undefined): Promise<Meeting> {
    const lab = await Lab.start(family);
    await lay(lab);
    const server = await LabServer.start(lab);
    const agentBrowser = await lab.browser("agent", agentKind);
    const customerBrowser = await lab.browser("customer", customerKind);
    return new Meeting(lab, server, await Agent.setUp(agentBrowser, server), agentBrowser, customerBrowser);
  }

  /** Everything that tells what happened, if the running test fails. */
  keepEvidence(): void {
    keepEvidence([this.agentBrowser, this.customerBrowser], this.server, `${out}failed/`);
  }

  /** A code, a yes, and the page is there. */
  async share(path = "", withinMs = 30_000): Promise<Shared> {
    const { agent, server } = this;
    // Firefox gives up what it is loading when it notices that the network has changed, a moment after it has.
    await until("the console", async () => {
      await agent.page.goto(server.console);
      return true;
    });
    const code = await agent.startsCoBrowse();
    const customer = await Customer.visits(this.customerBrowser, server.shop + path);
    await customer.entersCode(code);
    await customer.sees("would like to see this page");
    await this.#noteFirstPaint();
    await customer.page.evaluate(() => {
      document.querySelector("tandem-widget")?.shadowRoot?.addEventListener("click", () => { window.labYes = performance.timeOrigin + performance.now(); }, { capture: true, once: true });
    });
    await customer.presses("Yes");
    const paint = await until("the first paint at the agent", async () => agent.page.evaluate(() => window.labPaint), withinMs);
    const yes = await inPage(customer.page, "the click", () => window.labYes);
    return { customer, firstPaintMs: paint - yes };
  }

  /**
   * Waits until the agent's screen says that the two reach each other in this way, and returns the way that the wires tell: browsers may begin with the
   * relay and find the direct path a moment later.
   */
  async goes(shared: Shared, expected: Way): Promise<Way> {
    await this.agent.sees(expected === "relay" ? "Relayed" : "Direct");
    const before = await this.lab.counts();
    const burst = "x".repeat(burstBytes);
    await shared.customer.page.evaluate((text) => {
      const place = document.createElement("p");
      place.id = "lab-burst";
      // What can be compressed would not be a burst.
      place.textContent = [...text].map(() => String.fromCharCode(0x4e00 + Math.random() * 20_000)).join("");
      document.body.append(place);
    }, burst);
    await this.agent.seesInReplica("the burst", (copy, length) => copy.getElementById("lab-burst")?.textContent?.length === length, burstBytes);
    await shared.customer.page.evaluate(() => document.getElementById("lab-burst")?.remove());
    return (await this.lab.counts()).between.bytes - before.between.bytes > burstBytes ? "direct" : "relay";
  }

  /** Ends what is shared and closes the customer's page. */
  async end(shared: Shared): Promise<void> {
    await this.agent.presses("Stop");
    await shared.customer.page.browserContext().close();
  }

  async close(): Promise<void> {
    await this.lab.stop();
    await this.server.remove();
  }

  /** From now on the console notes when it first shows a page: the frame is in the window and nothing lies over it. */
  async #noteFirstPaint(): Promise<void> {
    await this.agent.page.evaluate(() => {
      delete window.labPaint;
      const look = (): void => {
        if (document.querySelector(".device:not(.unseen):not(.dimmed) .replica iframe") && !document.querySelector(".stage-room")) {
          requestAnimationFrame(() => { window.labPaint = performance.timeOrigin + performance.now(); });
        } else requestAnimationFrame(look);
      };
      look();
    });
  }
}
