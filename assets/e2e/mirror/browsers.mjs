// Starts the browsers that the mirror's tests and benchmarks run in.
import puppeteer from "puppeteer-core";

const CHROMIUM_FLAGS = [
  "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--disable-renderer-backgrounding", "--disable-background-timer-throttling", "--disable-backgrounding-occluded-windows",
];

/**
 * @param {"chromium" | "firefox"} name
 * @param {{ flags?: readonly string[], prefs?: Record<string, unknown> }} more
 */
export function launch(name, { flags = [], prefs = {} } = {}) {
  if (name === "firefox") {
    return puppeteer.launch({ browser: "firefox", executablePath: "/usr/bin/firefox-esr", headless: true, timeout: 120_000, protocolTimeout: 240_000, extraPrefsFirefox: { "browser.cache.disk.enable": true, ...prefs } });
  }
  return puppeteer.launch({ executablePath: "/usr/bin/chromium", args: [...CHROMIUM_FLAGS, ...flags], defaultViewport: null, timeout: 120_000, protocolTimeout: 240_000 });
}
