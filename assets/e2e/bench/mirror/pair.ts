import type { Browser, CDPSession, Page } from "puppeteer-core";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { eager } from "../../../console-scripts.mjs";
import { launch } from "../../mirror/browsers.mjs";
import { serve } from "../../mirror/server.mjs";
import { roots } from "./corpus";
import type { Engine } from "./customer";
import { chromiumMeter, firefoxMeter, type Meter, type Used } from "./meters";

export type Kind = "chromium" | "firefox";

const VIEWPORT = { width: 1280, height: 800 };
/** Pages of the corpus ask strangers for fonts and maps: nobody answers, at once. */
const FLAGS = ["--allow-loopback-in-peer-connection", "--disable-features=WebRtcHideLocalIpsWithMdns", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1", "--enable-unsafe-swiftshader"];
const PREFS = { "media.peerconnection.ice.loopback": true, "media.peerconnection.ice.obfuscate_host_addresses": false, "network.dns.disabled": true, "ui.prefersReducedMotion": 1, "webgl.force-enabled": true };

const AGENT_PAGE = "<!doctype html><title>agent</title><style>body{margin:0}#host{position:relative;width:1280px;height:800px}.replayer-wrapper{position:relative}.replayer-mouse{display:none}iframe{border:0}</style><div id=host></div>";

/** Where both pages load their scripts from. */
const SCRIPT = "/measured.js";

/** To be loaded and compiled as the product's scripts are, for both engines: beforehand, off the page's thread. */
async function bundled(entry: string): Promise<string> {
  const { outputFiles } = await build({ entryPoints: [fileURLToPath(new URL(entry, import.meta.url))], bundle: true, minify: true, format: "esm", banner: { js: eager }, write: false, target: "es2022", logLevel: "error" });
  return outputFiles[0]?.text ?? "";
}

/** A customer's browser and an agent's, a corpus between them, and a fresh pair of pages for every measurement. */
export class Pair {
  private constructor(
    readonly kind: Kind,
    private readonly browsers: readonly [Browser, Browser],
    private readonly servers: readonly [Awaited<ReturnType<typeof serve>>, Awaited<ReturnType<typeof serve>>],
    /** To ask each browser about its processes; none for Firefox, which cannot be asked. */
    private readonly sessions: readonly CDPSession[],
  ) {}

  static async start(kind: Kind): Promise<Pair> {
    const answer = (type: string, text: string) => (_: unknown, response: { writeHead(code: number, head: object): { end(text: string): void } }): void => {
      response.writeHead(200, { "content-type": `${type}; charset=utf-8` }).end(text);
    };
    const start = async (): Promise<Browser> => launch(kind, { flags: FLAGS, prefs: PREFS }) as Promise<Browser>;
    const [customerScript, agentScript] = await Promise.all([bundled("customer.ts"), bundled("agent.ts")]);
    const script = (text: string): Record<string, ReturnType<typeof answer>> => ({ [SCRIPT]: answer("text/javascript", text) });
    const [customer, agent, pages, console] = await Promise.all([
      start(), start(), serve({ roots: roots(), routes: script(customerScript) }), serve({ routes: { "/agent": answer("text/html", AGENT_PAGE), ...script(agentScript) } }),
    ]);
    const sessions = kind === "chromium" ? await Promise.all([customer, agent].map(async (browser) => browser.target().createCDPSession())) : [];
    return new Pair(kind, [customer, agent], [pages, console], sessions);
  }

  async close(): Promise<void> {
    await Promise.all([...this.browsers.map(async (browser) => browser.close()), ...this.servers.map(async (server) => server.close())]);
  }

  /** Both pages, linked; nothing is shared yet. */
  async open(path: string, engine: Engine, prepare: (page: Page) => Promise<void> = async () => undefined): Promise<Meeting> {
    const [customer, agent] = await Promise.all(this.browsers.map(async (browser) => {
      const page = await browser.newPage();
      await page.setViewport(VIEWPORT);
      return page;
    })) as [Page, Page];
    const errors: string[] = [];
    agent.on("pageerror", (error) => errors.push(String(error)));
    if (this.kind === "chromium") for (const page of [customer, agent]) await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
    await Promise.all([customer.goto(this.servers[0].origin + path, { waitUntil: "load" }), agent.goto(`${this.servers[1].origin}/agent`)]);
    await prepare(customer);
    await Promise.all([customer, agent].map(async (page) => page.evaluate(`import("${SCRIPT}").then(() => undefined)`)));
    const offer = await agent.evaluate(async () => window.agent.offer());
    const answer = await customer.evaluate(async (sdp) => window.customer.answer(sdp), offer);
    await agent.evaluate(async (sdp) => window.agent.accept(sdp), answer);
    await customer.evaluate(async () => window.customer.opened());
    await agent.evaluate((which) => { window.agent.view(which); }, engine);
    return new Meeting(customer, agent, await this.#meters([customer, agent]), errors);
  }

  /** One for the customer's page, one for the agent's. */
  async #meters(pages: readonly [Page, Page]): Promise<readonly [Meter, Meter]> {
    const meter = async (side: 0 | 1): Promise<Meter> => {
      const session = this.sessions[side];
      return session === undefined ? firefoxMeter(this.browsers[side]) : chromiumMeter(session, pages[side]);
    };
    return Promise.all([meter(0), meter(1)]);
  }
}

/** Two linked pages. */
export class Meeting {
  constructor(
    readonly customer: Page,
    readonly agent: Page,
    private readonly meters: readonly [Meter, Meter],
    readonly errors: readonly string[],
  ) {}

  /** What the customer's page (0) or the agent's (1) has used so far. */
  async used(side: 0 | 1): Promise<Used> {
    return this.meters[side].read();
  }

  /** The customer says yes. Returns when the agent sees the page; times in milliseconds from the yes. */
  async share(engine: Engine): Promise<{ call: number; paint: number }> {
    const { at, call } = await this.customer.evaluate(async (which) => window.customer.share(which), engine);
    await this.agent.waitForFunction(() => window.agent.paint > 0, { polling: "raf", timeout: 30_000 });
    return { call, paint: (await this.agent.evaluate(() => window.agent.paint)) - at };
  }

  async end(): Promise<void> {
    await Promise.all([this.customer.close(), this.agent.close()]);
  }
}
