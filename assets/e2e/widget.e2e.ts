import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundle } from "./fixtures/bundle";
import { violations } from "./harness/axe";
import { borrow } from "./harness/borrow";
import type { Launched } from "./harness/browsers";
import { picture } from "./harness/picture";

/** What the customer sees, in every state: what can be checked without eyes, and pictures of all of it in e2e/out/widget (harness/picture.ts). */

declare global {
  interface Window {
    showState(name: string, lang: string, theme: string): void;
    stateNames: string[];
  }
}

const sizes = { desk: [1280, 800], phone: [390, 844] } as const;
/** Styles that sites have and that the widget must not take over. */
const site = `<!doctype html><html style="font-size: 62.5%"><title>Shop</title><style>* { letter-spacing: 3px } button { text-transform: uppercase }</style>
  <body style="margin: 0; font-family: Georgia"><main><h1>Shop</h1>${"<p>Some words of the site. </p>".repeat(12)}</main>`;

let chromium: Launched;
let script: string;

beforeAll(async () => {
  [chromium, script] = await Promise.all([borrow("chromium"), bundle("widget-states")]);
});

afterAll(async () => { await chromium.close(); });

async function gallery(size: keyof typeof sizes, theme: string): Promise<Page> {
  const page = await chromium.page(...sizes[size]);
  await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
  await page.setContent(site);
  await page.evaluate((dark) => { document.body.style.background = dark ? "#222" : "#fff"; document.body.style.color = dark ? "#eee" : "#111"; }, theme === "dark");
  await page.evaluate(script);
  return page;
}

/** Parts of the widget that stick out of the window, or whose words do not fit. */
function misfits(): string[] {
  const root = document.querySelector("tandem-widget")?.shadowRoot;
  const wrong: string[] = [];
  for (const part of root?.querySelectorAll<HTMLElement>("section, button, input, h2, p, label") ?? []) {
    const { left, right, top, bottom, width, height } = part.getBoundingClientRect();
    if (width <= 1 || height <= 1 || part.closest(".unseen, .log")) continue;
    const name = `${part.localName}.${part.className} “${part.innerText.slice(0, 30)}”`;
    if (left < 0 || right > innerWidth || top < 0 || bottom > innerHeight) wrong.push(`${name} sticks out`);
    if (part.localName !== "section" && part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0) wrong.push(`${name} is too narrow for its words`);
  }
  return wrong;
}

/** Every two of size, theme and language meet. */
const looks = [["desk", "light", "en"], ["desk", "dark", "es"], ["phone", "light", "es"], ["phone", "dark", "en"]] as const;

describe("the widget", () => {
  it.each(looks)("on a %s, %s, in “%s”: nothing for axe to find, and all of it in the window, in every state", async (size, theme, lang) => {
    const page = await gallery(size, theme);
    const wrong: Record<string, string[]> = {};
    for (const name of await page.evaluate(() => window.stateNames)) {
      await page.evaluate((...state) => { window.showState(...state); }, name, lang, theme);
      const found = [...(await violations(page, "tandem-widget")), ...(await page.evaluate(misfits))];
      if (found.length > 0) wrong[name] = found;
      await picture(page, `widget/${name}-${size}-${theme}-${lang}`);
    }
    await page.browserContext().close();
    expect(wrong).toEqual({});
  });
});
