import puppeteer from "puppeteer-core";
import { inject } from "vitest";
import { type Kind, type Launched, launched } from "./browsers";

declare module "vitest" {
  export interface ProvidedContext {
    /** Where the browsers of each worker can be driven. */
    readonly browsers: readonly Readonly<Record<Kind, string>>[];
  }
}

/** This worker's own browser, which its test files use one after the other, each in profiles of its own: starting one takes longer than most tests do. */
export async function borrow(kind: Kind): Promise<Launched> {
  const address = inject("browsers")[Number(process.env["VITEST_POOL_ID"]) - 1]?.[kind];
  if (address === undefined) throw new Error("more workers than browsers were started for");
  const browser = await puppeteer.connect({ browserWSEndpoint: address, protocol: kind === "firefox" ? "webDriverBiDi" : "cdp" });
  return launched(kind, browser, async () => {
    const own = browser.browserContexts().filter((context) => context !== browser.defaultBrowserContext());
    await Promise.all(own.map(async (context) => context.close()));
    await browser.disconnect();
  });
}
