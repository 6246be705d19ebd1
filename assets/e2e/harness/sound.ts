import type { Page } from "puppeteer-core";
import { violations } from "./axe";
import { picture } from "./picture";

/** Both themes and both sizes, each once: colours depend on the one, places on the other. */
const looks = [["light", "desk", 1280, 800], ["dark", "phone", 390, 844]] as const;

/**
 * Looks at the console's screen as it is now, in both themes and at both sizes: pictures in e2e/out/<folder> where they are asked for, and what is wrong with it by size and theme,
 * which should be nothing. The customer's page is the customer's business.
 */
export async function faultsOf(page: Page, folder: string, name: string): Promise<Record<string, string[]>> {
  const wrong: Record<string, string[]> = {};
  for (const [theme, size, width, height] of looks) {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }, { name: "prefers-reduced-motion", value: "reduce" }]);
    await page.setViewport({ width, height });
    // The page's picture is fitted to its room a frame after that has changed.
    await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => { requestAnimationFrame(done); }); }));
    // A theme fades in; what is half way is not the screen.
    await page.evaluate(() => Promise.all(document.getAnimations().filter((each) => each.effect?.getComputedTiming().iterations !== Infinity).map((each) => each.finished.catch(() => undefined))).then(() => undefined));
    const found = await violations(page, "html", [".replica"]);
    if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) found.push("scrolls sideways");
    if (found.length > 0) wrong[`${size} ${theme}`] = found;
    await picture(page, `${folder}/${name}-${size}-${theme}`);
  }
  await page.setViewport({ width: 1280, height: 800 });
  return wrong;
}
