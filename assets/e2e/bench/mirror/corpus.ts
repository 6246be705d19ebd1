import { fileURLToPath } from "node:url";
import { readdirSync } from "node:fs";
import type { Page } from "puppeteer-core";

const packages = fileURLToPath(new URL("../corpus/node_modules/", import.meta.url));

/** A page that is measured. */
export interface CorpusPage {
  readonly name: string;
  readonly path: string;
  /** What has to be there before somebody consents. */
  readonly shows: string;
  /** What a person would have done on it by then. */
  readonly use?: (page: Page) => Promise<void>;
  /** Until pictures and fonts are there, in milliseconds, where that takes longer than elsewhere. */
  readonly settle?: number;
  /** Whether it needs WebGL, which a Firefox without a screen has not. */
  readonly isWebGL?: true;
}

/** Folders by the first part of an address: every package of the corpus, and our own pages. */
export function roots(): Record<string, string> {
  const installed = readdirSync(packages).filter((name) => !name.startsWith("."));
  return { ...Object.fromEntries(installed.map((name) => [name, packages + name])), bench: fileURLToPath(new URL("pages/", import.meta.url)) };
}

/** The app keeps its list in the browser: every visit begins with an empty one. */
async function todos(page: Page): Promise<void> {
  await page.evaluate(() => { localStorage.clear(); });
  await page.reload({ waitUntil: "load" });
  await page.waitForSelector("#new-todo");
  await page.focus("#new-todo");
  for (let i = 1; i <= 12; i++) {
    await page.keyboard.type(`Thing ${i} to be done`);
    await page.keyboard.press("Enter");
  }
}

export const corpus: readonly CorpusPage[] = [
  { name: "sb-admin-2, dashboard", path: "/startbootstrap-sb-admin-2/index.html", shows: "#myAreaChart" },
  { name: "sb-admin-2, tables", path: "/startbootstrap-sb-admin-2/tables.html", shows: "#dataTable_wrapper" },
  { name: "tabler, dashboard", path: "/@tabler/preview/dist/index.html", shows: ".apexcharts-canvas" },
  { name: "tabler, tables", path: "/@tabler/preview/dist/tables.html", shows: "table" },
  { name: "tabler, icons", path: "/@tabler/preview/dist/icons.html", shows: ".demo-icon-list, svg" },
  { name: "Swagger UI", path: "/bench/swagger.html", shows: ".opblock-summary" },
  { name: "reveal.js", path: "/reveal.js/demo.html", shows: ".reveal.ready" },
  { name: "Leaflet", path: "/bench/leaflet.html", shows: ".leaflet-popup" },
  { name: "Shoelace", path: "/bench/shoelace.html", shows: "sl-card" },
  { name: "TodoMVC, Vue", path: "/todomvc/examples/vue/index.html", shows: "#new-todo", use: todos },
  { name: "three.js, WebGL", path: "/bench/three.html", shows: "canvas", settle: 12_000, isWebGL: true },
  { name: "51 features", path: "/features.html", shows: "#box51" },
];
