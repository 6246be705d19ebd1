import puppeteer, { type Browser, type Page } from "puppeteer-core";

/** How long browsers may take to start and pages to load, in milliseconds: nothing fails because the machine is busy. */
const patience = 120_000;

export type Kind = "chromium" | "firefox";

/** A browser with what its pages said, for the report of a failed test. */
export interface Launched {
  kind: Kind;
  browser: Browser;
  console: string[];
  /** Errors that nobody caught, with their stacks. */
  errors: string[];
  /** A page of a fresh profile, with its console kept. */
  page(width?: number, height?: number): Promise<Page>;
  /** Ends the browser, or, where it was borrowed, all that was done in it. */
  close(): Promise<void>;
}

/** Where the browser runs, if not here: a program that starts it there, and for Firefox the port of its loopback under which it can be driven from here. */
export interface Elsewhere {
  readonly program: string;
  readonly port: number;
}

/** All pages in one process, which stays: a test has one page in Firefox, or two that work together, and would wait for each new process. */
const oneProcess = { "dom.ipc.processCount": 1, "dom.ipc.keepProcessesAlive.web": 1, "dom.ipc.processPrelaunch.enabled": false };
// Each flag is there to keep the browser from calling out.
const chromiumFlags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
// … or from hiding loopback from ICE, where both browsers are on this machine. Some tests speak https with a certificate of their own.
// Without a graphics card every frame of an animation is painted by the processor: people who want less motion save a sixth of it.
const chromiumHere = ["--ignore-certificate-errors", "--allow-loopback-in-peer-connection", "--disable-features=WebRtcHideLocalIpsWithMdns", "--force-prefers-reduced-motion"];
const firefoxHere = { "media.peerconnection.ice.loopback": true, "media.peerconnection.ice.obfuscate_host_addresses": false, "ui.prefersReducedMotion": 1, ...oneProcess };

const firefoxPrefs = {
  "app.update.enabled": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "toolkit.telemetry.enabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "browser.safebrowsing.malware.enabled": false,
  "browser.safebrowsing.phishing.enabled": false,
  "services.settings.server": "data:,",
  "signon.rememberSignons": false,
};

/** A browser that nobody else uses. */
export async function launch(kind: Kind, elsewhere?: Elsewhere): Promise<Launched> {
  const browser = await (elsewhere ? start(kind, elsewhere) : startHere(kind));
  return launched(kind, browser, async () => browser.close());
}

/** Starts a pair of browsers for each of so many workers. Returns how to reach them, and what ends them. */
export async function startPairs(workers: number): Promise<{ addresses: Record<Kind, string>[]; end: () => void }> {
  const pairs = await Promise.all(Array.from({ length: workers }, async () => Promise.all([startHere("chromium"), startHere("firefox")])));
  const addresses = pairs.map(([chromium, firefox]) => ({ chromium: chromium.wsEndpoint(), firefox: firefox.wsEndpoint() }));
  const processes = pairs.flat().map((browser) => browser.process());
  // Firefox talks with one at a time (WebDriver BiDi: one session).
  await Promise.all(pairs.flat().map(async (browser) => browser.disconnect()));
  return { addresses, end: () => { for (const each of processes) each?.kill(); } };
}

/** What the tests need of a browser, and how it ends. */
export function launched(kind: Kind, browser: Browser, close: () => Promise<void>): Launched {
  const said: string[] = [];
  const errors: string[] = [];
  return {
    kind,
    browser,
    console: said,
    errors,
    close,
    async page(width = 1280, height = 800) {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      page.setDefaultTimeout(patience);
      await page.setViewport({ width, height });
      page.on("console", (message) => said.push(`[${kind} ${message.type()}] ${message.text()}`));
      page.on("pageerror", (error) => {
        const text = error instanceof Error ? `${error.message}\n${error.stack ?? ""}` : String(error);
        said.push(`[${kind} error] ${text}`);
        errors.push(text);
      });
      return page;
    },
  };
}

async function startHere(kind: Kind): Promise<Browser> {
  return kind === "chromium"
    ? puppeteer.launch({ browser: "chrome", executablePath: "/usr/bin/chromium", headless: true, timeout: patience, args: [...chromiumFlags, ...chromiumHere] })
    : puppeteer.launch({ browser: "firefox", executablePath: "/usr/bin/firefox-esr", headless: true, timeout: patience, extraPrefsFirefox: { ...firefoxPrefs, ...firefoxHere } });
}

/** As people have it: nothing is told about loopback. The servers there have certificates of their own. */
async function start(kind: Kind, { program, port }: Elsewhere): Promise<Browser> {
  return kind === "chromium"
    ? puppeteer.launch({ browser: "chrome", executablePath: program, headless: true, timeout: patience, pipe: true, acceptInsecureCerts: true, args: chromiumFlags })
    : puppeteer.launch({ browser: "firefox", executablePath: program, headless: true, timeout: patience, debuggingPort: port, acceptInsecureCerts: true, extraPrefsFirefox: firefoxPrefs });
}
