// Builds everything that browsers load from this project into dist/, under stable names:
//
//   src/sdk/loader.ts    ──► dist/sdk.js            classic script: the two lines of HTML load this one
//   src/sdk/widget.ts    ──► dist/sdk/widget.js     module: the panel and the session; loaded when somebody opens it or comes back
//   src/sdk/share.ts     ──► dist/sdk/share.js      module: mirror capture and transport; loaded for sharing
//   src/sdk/beside.ts    ──► dist/sdk/beside.js     module: what goes along with the page; loaded once that is on its way
//   src/sdk/framed.ts    ──► dist/sdk/framed.js     module: a page in a frame joins the shared one around it; loaded when that asks
//   src/sdk/act.ts       ──► dist/sdk/act.js        module: carries out what the agent does; loaded with the first of it
//   src/sdk/overlay.ts   ──► dist/sdk/overlay.js    module: what is drawn over the page; loaded with the first mark
//   src/sdk/carets.ts    ──► dist/sdk/carets.js     module: the carets of both; loaded when either is in a field
//   src/sdk/warm.ts      ──► dist/sdk/warm.js       module: loads beforehand what favourites need; loaded when a session is at rest
//   src/sdk/assets.ts    ──► dist/sdk/assets.js     module: sends the assets that the agent's browser lacks; loaded with the first of them
//   src/mirror/motion-reader.ts ► dist/sdk/motions.js module: tells what scripts animate; loaded with the first of it
//   src/mirror/mask-meter.ts ► dist/sdk/masks.js    module: tells how wide masked words are; loaded with the first of them
//   src/link/lane.ts     ──► dist/sdk/lane.js       module: a connection of their own for the lossy channels; loaded where the line loses packets
//   src/sdk/looks.ts     ──► dist/sdk/looks.js      module: the site's chat, on the entry button; loaded after the page
//   src/sdk/desk/main.ts ──► dist/sdk/visit.js      module: a page of a visit, and the conversation; loaded after the page, where the site has the chat
//   src/sdk/desk/ui/main.ts ► dist/sdk/chat.js      module: what is to be seen of it; loaded when somebody opens it
//   src/sdk/desk/files/main.ts ► dist/sdk/files.js  module: files of the chat; loaded with the first of them
//   src/console/main.ts  ──► dist/console/main.js   module: gets run.js and the words of one language, or says that it cannot
//   src/console/run.tsx  ──► dist/console/run.js    module, with app.css: sign-in, inbox, visitors
//   src/console/session.ts ► dist/console/session.js module, with session.css: a co-browse; loaded once somebody has signed in and the browser is idle
//   src/console/later.ts ──► dist/console/later.js  module, with later.css: settings and history; loaded when somebody opens one
//   src/console/words/…  ──► dist/console/words/…   modules: the words of a language; loaded where it is spoken
//                        └─► dist/console/shared….js modules: what several of these have in common (console-scripts.mjs)
//   src/demo/demo.ts     ──► dist/demo/demo.js      the demo shop's own script, with demo.css
//   other files of src/console and src/demo ──► copied
//
//   node build.mjs            build
//   node build.mjs --watch    build, and again at every change
//   node build.mjs --check    build elsewhere and fail where dist/ differs by a byte
//
// dist/ is committed, so that Go alone builds the server. Sizes are printed; over its budget (DESIGN §9) the build fails.
import { existsSync, readFileSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, extname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, context } from "esbuild";
import { minify } from "terser";
import { consoleScripts, eager, preloadsOf, stableChunks } from "./console-scripts.mjs";
import { styleSheets } from "./style-sheets.mjs";

const root = dirname(fileURLToPath(import.meta.url));
const dist = join(root, "dist");
const consolePage = join(root, "src/console/index.html");

/**
 * The oldest browsers that Tandem runs in: the first extended-support releases with everything it needs. Firefox 102 has constructed style
 * sheets (101) and `<dialog>` (98), Safari 15.4 `<dialog>` and `Object.hasOwn`, Chrome and Edge 96 have had all of it for longer.
 */
const target = ["chrome96", "edge96", "firefox102", "safari15.4"];

/** What is built from what. Customers' pages must not wait for more than they need, hence one bundle per moment of a session. */
const entries = [
  { from: "src/sdk/loader.ts", to: "sdk.js", format: "iife" },
  { from: "src/sdk/widget.ts", to: "sdk/widget.js", format: "esm" },
  // Lean: a class says its fields only once, in its constructor. Eager: nearly all of it runs at consent. Its 250 functions,
  // each compiled at its first call, took 8 to 16 ms of the page's thread.
  { from: "src/sdk/share.ts", to: "sdk/share.js", format: "esm", isLean: true, isEager: true },
  { from: "src/sdk/beside.ts", to: "sdk/beside.js", format: "esm" },
  { from: "src/sdk/framed.ts", to: "sdk/framed.js", format: "esm" },
  { from: "src/sdk/act.ts", to: "sdk/act.js", format: "esm" },
  { from: "src/sdk/overlay.ts", to: "sdk/overlay.js", format: "esm" },
  { from: "src/sdk/carets.ts", to: "sdk/carets.js", format: "esm" },
  { from: "src/sdk/warm.ts", to: "sdk/warm.js", format: "esm" },
  { from: "src/sdk/assets.ts", to: "sdk/assets.js", format: "esm" },
  { from: "src/mirror/motion-reader.ts", to: "sdk/motions.js", format: "esm" },
  { from: "src/mirror/mask-meter.ts", to: "sdk/masks.js", format: "esm" },
  { from: "src/link/lane.ts", to: "sdk/lane.js", format: "esm" },
  { from: "src/sdk/looks.ts", to: "sdk/looks.js", format: "esm" },
  { from: "src/sdk/desk/main.ts", to: "sdk/visit.js", format: "esm" },
  { from: "src/sdk/desk/ui/main.ts", to: "sdk/chat.js", format: "esm" },
  { from: "src/sdk/desk/files/main.ts", to: "sdk/files.js", format: "esm" },
  { from: "src/console/main.ts", to: "console/main.js", format: "esm", external: ["*.js"] },
  { from: "src/console/console.css", to: "console/app.css" },
  { from: "src/console/session.css", to: "console/session.css" },
  { from: "src/console/later.css", to: "console/later.css" },
  { from: "src/demo/demo.ts", to: "demo/demo.js", format: "iife" },
  { from: "src/demo/demo.css", to: "demo/demo.css" },
];

/** Folders whose remaining files are served as they are. */
const copied = [
  { from: "src/console", to: "console" },
  { from: "src/demo", to: "demo" },
];
const copiedTypes = new Set([".html", ".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".ico", ".woff2", ".webmanifest", ".txt"]);

/** Bytes after gzip (DESIGN §9). */
const budgets = [
  { what: "loader, before anyone shares", files: ["sdk.js"], limit: 4 * 1024 },
  { what: "loaded after consent", files: ["sdk/share.js"], limit: 20 * 1024 },
  { what: "the visitor's chat", files: ["sdk/visit.js", "sdk/chat.js"], limit: 20 * 1024 },
  { what: "the console's first screen", files: ["console/main.js", ...preloadsOf(readFileSync(consolePage, "utf8")), "console/words/es.js", "console/app.css"], limit: 72 * 1024 },
];

const common = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  charset: "utf8",
  legalComments: "none",
  jsx: "automatic",
  jsxImportSource: "preact",
  logLevel: "warning",
  target,
  plugins: [styleSheets(target)],
};

const optionsFor = (entry, out) => ({
  ...common,
  entryPoints: [`./${entry.from}`],
  outfile: join(out, entry.to),
  ...(entry.format ? { format: entry.format } : {}),
  ...(entry.external ? { external: entry.external } : {}),
  ...(entry.isLean ? { tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } } } : {}),
});

const consoleOptions = (out) => ({
  ...common,
  entryPoints: Object.entries(consoleScripts).map(([name, from]) => ({ out: name, in: `./${from}` })),
  outdir: join(out, "console"),
  chunkNames: "chunk-[hash]",
  splitting: true,
  format: "esm",
  metafile: true,
  write: false,
  plugins: [...common.plugins, stableChunks(consolePage)],
});

/** What there is to build, as esbuild's options. */
const builds = (out) => [
  ...entries.filter((entry) => existsSync(join(root, entry.from))).map((entry) => optionsFor(entry, out)),
  consoleOptions(out),
];

/** Copies served files of a folder, those of its sub-folders included. */
async function copyStatic(out) {
  for (const { from, to } of copied) {
    if (!existsSync(join(root, from))) continue;
    await cp(join(root, from), join(out, to), {
      recursive: true,
      filter: async (source) => extname(source) === "" ? !(await isCodeOnly(source)) : copiedTypes.has(extname(source)),
    });
  }
}

/** A folder without served files is not worth an empty copy. */
async function isCodeOnly(path) {
  const inside = await listing(path).catch(() => [path]);
  return !inside.some((name) => copiedTypes.has(extname(name)));
}

/** Every file below a folder, as sorted relative paths. */
async function listing(folder) {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

async function buildInto(out) {
  await mkdir(out, { recursive: true });
  await Promise.all(builds(out).map((options) => build(options)));
  await shrink(out);
  await copyStatic(out);
}

/** What customers' pages load is minified once more: shorter by a hundredth or two after gzip than what esbuild leaves. */
async function shrink(out) {
  const scripts = entries.filter(({ to }) => to.startsWith("sdk") && existsSync(join(out, to)));
  await Promise.all(scripts.map(async ({ to, isEager, format }) => {
    const path = join(out, to);
    const { code } = await minify(await readFile(path, "utf8"), {
      ecma: 2020,
      module: format === "esm",
      compress: { passes: 2 },
      format: { comments: false, preamble: isEager ? eager : undefined },
    });
    await writeFile(path, code);
  }));
}

/** Paths whose bytes are not the same in both folders, or that are in one only. */
async function differences(a, b) {
  const names = new Set([...(await listing(a)), ...(existsSync(b) ? await listing(b) : [])]);
  const differing = [];
  for (const name of names) {
    const [x, y] = await Promise.all([a, b].map((folder) => readFile(join(folder, name)).catch(() => undefined)));
    if (!x || !y || !x.equals(y)) differing.push(name);
  }
  return differing.sort();
}

async function gzipped(path) {
  return existsSync(path) ? gzipSync(await readFile(path), { level: 9 }).length : 0;
}

const kilobytes = (n) => `${(n / 1024).toFixed(1)} KB`;

/** Prints what was built and says whether every budget holds. */
async function report(out) {
  for (const name of (await listing(out)).filter((file) => /\.(js|css)$/.test(file))) {
    const raw = (await readFile(join(out, name))).length;
    console.log(`${name.padEnd(24)} ${kilobytes(raw).padStart(10)} ${kilobytes(await gzipped(join(out, name))).padStart(9)} gz`);
  }
  let held = true;
  for (const { what, files, limit } of budgets) {
    const sizes = await Promise.all(files.map((file) => gzipped(join(out, file))));
    const sum = sizes.reduce((a, b) => a + b, 0);
    if (sum <= limit) continue;
    held = false;
    console.error(`over budget: ${what}: ${kilobytes(sum)} gz, at most ${kilobytes(limit)}`);
  }
  return held;
}

async function check() {
  const fresh = await mkdtemp(join(tmpdir(), "tandem-dist-"));
  try {
    await buildInto(fresh);
    const stale = await differences(fresh, dist);
    for (const name of stale) console.error(`dist/${name} is not what the sources give: run \`npm run build\``);
    return (await report(fresh)) && stale.length === 0;
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

async function watch() {
  await buildInto(dist);
  const contexts = await Promise.all(builds(dist).map((options) => context({ ...options, logLevel: "info" })));
  await Promise.all(contexts.map((each) => each.watch()));
}

/** Files of dist/ that no source accounts for any more. */
async function prune() {
  const fresh = await mkdtemp(join(tmpdir(), "tandem-dist-"));
  try {
    await buildInto(fresh);
    const expected = new Set(await listing(fresh));
    for (const name of existsSync(dist) ? await listing(dist) : []) if (!expected.has(name)) await rm(join(dist, name));
    await cp(fresh, dist, { recursive: true });
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

if (process.argv.includes("--watch")) {
  await watch();
} else if (process.argv.includes("--check")) {
  if (!(await check())) process.exitCode = 1;
} else {
  await prune();
  if (!(await report(dist))) process.exitCode = 1;
}
