import type { Page } from "puppeteer-core";
import { inPage, until } from "./until";

/** A place in the window, in CSS pixels. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** A telephone held upright, as the puppeteer of Chromium plays one: touches, three device pixels to one of the page, a layout of its own width. */
export const phone = { width: 390, height: 844, deviceScaleFactor: 3, isMobile: true, hasTouch: true } as const;

/** Presses the widget's button with these words by a finger, once it is large enough for one and stands still. */
export async function tapsWidget(page: Page, words: string): Promise<void> {
  const at = await until(`a button of a finger's size: “${words}”`, async () => page.evaluate(async (text) => {
    const root = document.querySelector("tandem-widget")?.shadowRoot;
    const button = [...(root?.querySelectorAll("button") ?? [])].find((each) => each.innerText.trim().startsWith(text) && each.getClientRects().length > 0);
    const before = button?.getBoundingClientRect();
    await new Promise((next) => { requestAnimationFrame(next); });
    const box = button?.getBoundingClientRect();
    if (!box || box.top !== before?.top || box.height < 43.9 || box.width < 43.9) return false;
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  }, words));
  await page.touchscreen.tap(at.x, at.y);
}

/** Draws, or scrolls, with one finger, which stays down until `meanwhile` is over. */
export async function drags(page: Page, from: Spot, to: Spot, meanwhile?: () => Promise<void>): Promise<void> {
  const finger = await page.touchscreen.touchStart(from.x, from.y);
  for (const part of [0.25, 0.5, 0.75, 1]) await finger.move(from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part);
  await meanwhile?.();
  await finger.end();
}

/** The parts of the widget's bar that are out of the part of the window that is seen, or too small for a finger on the glass. */
export async function isStopAtHand(page: Page): Promise<void> {
  await inPage(page, "Stop in sight, as large as a finger", () => {
    const view = window.visualViewport;
    const box = document.querySelector("tandem-widget")?.shadowRoot?.querySelector(".bar .button.stop")?.getBoundingClientRect();
    if (!box || !view) return false;
    const isInside = box.left >= view.offsetLeft - 1 && box.top >= view.offsetTop - 1 && box.right <= view.offsetLeft + view.width + 1 && box.bottom <= view.offsetTop + view.height + 1;
    return isInside && box.height * view.scale >= 43.9;
  });
}
