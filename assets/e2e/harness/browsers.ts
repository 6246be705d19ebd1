import puppeteer, { type Browser, type Page } from "puppeteer-core";

export type Kind = "chromium" | "firefox";

/** A browser with what its pages said, for the report of a failed test. */
export interface Launched {
  kind: Kind;
  browser: Browser;
  console: string[];
  /** A page of a fresh profile, with its console kept. */
  page(width?: number, height?: number): Promise<Page>;
}

// Each flag is there to keep the browser from calling out or from hiding loopback from ICE.
const chromiumFlags = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
  "--allow-loopback-in-peer-connection", "--disable-features=WebRtcHideLocalIpsWithMdns",
];

const firefoxPrefs = {
  "media.peerconnection.ice.loopback": true,
  "media.peerconnection.ice.obfuscate_host_addresses": false,
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

export async function launch(kind: Kind): Promise<Launched> {
  const browser =
    kind === "chromium"
      ? await puppeteer.launch({ browser: "chrome", executablePath: "/usr/bin/chromium", headless: true, args: chromiumFlags })
      : await puppeteer.launch({ browser: "firefox", executablePath: "/usr/bin/firefox-esr", headless: true, extraPrefsFirefox: firefoxPrefs });
  const said: string[] = [];
  return {
    kind,
    browser,
    console: said,
    async page(width = 1280, height = 800) {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      await page.setViewport({ width, height });
      page.on("console", (message) => said.push(`[${kind} ${message.type()}] ${message.text()}`));
      page.on("pageerror", (error) => said.push(`[${kind} error] ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`));
      return page;
    },
  };
}
