import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname } from "node:path";

/** The console's scripts by their names in dist/console. The words stand alone: each language is fetched by itself. */
export const consoleScripts = {
  run: "src/console/run.tsx",
  session: "src/console/session.ts",
  later: "src/console/later.ts",
  "words/en": "src/console/words/en.ts",
  "words/es": "src/console/words/es.ts",
};

/** Has Chromium compile a module where it loads it, off the page's thread, rather than function by function at the first call of each. */
export const eager = "//# allFunctionsCalledOnLoad";

/** Loaded while nothing happens, and then nearly all of it runs at once: with a customer's page. */
const eagerScripts = new Set(["session.js"]);

/** What index.html has the browser fetch at once. */
export const preloadsOf = (html) => [...html.matchAll(/<link rel="modulepreload" href="\/([^"]+)">/g)].map(([, path]) => path);

const nameless = /^chunk-\w{8}\.js$/;

/**
 * What several scripts have in common, esbuild puts into chunks named by their content, which would churn the history. Here each is named by the
 * scripts that share it, such as shared-run-session.js, and shared.js where all do. A plugin for a build that does not write by itself.
 *
 * The page gets what its first script imports while that is on its way itself: index.html must name it all.
 */
export function stableChunks(page) {
  return {
    name: "stable-chunks",
    setup(build) {
      build.onEnd(async ({ outputFiles, metafile, errors }) => {
        if (errors.length > 0) return undefined;
        const names = chunkNames(metafile.outputs);
        const renamed = (text) => [...names].reduce((done, [from, to]) => done.replaceAll(from, to), text);
        for (const file of outputFiles) {
          const path = renamed(file.path);
          await mkdir(dirname(path), { recursive: true });
          const text = renamed(file.text);
          await writeFile(path, eagerScripts.has(basename(path)) ? `${eager}\n${text}` : text);
        }
        const needed = ["run.js", ...importsOf("run", metafile.outputs).map((path) => names.get(basename(path)))].map((name) => `console/${name}`);
        const named = preloadsOf(await readFile(page, "utf8"));
        const isRight = needed.length === named.length && needed.every((path) => named.includes(path));
        return isRight ? undefined : { errors: [{ text: `${page} must preload just these: ${needed.join(", ")}` }] };
      });
    },
  };
}

/** The chunk's name by content → its name here. */
function chunkNames(outputs) {
  const sharing = Object.keys(consoleScripts).filter((entry) => importsOf(entry, outputs).length > 0);
  const named = Object.keys(outputs).filter((path) => nameless.test(basename(path))).map((path) => {
    const users = sharing.filter((entry) => importsOf(entry, outputs).includes(path));
    return [basename(path), `${users.length === sharing.length ? "shared" : `shared-${users.join("-")}`}.js`];
  });
  return new Map(named);
}

/** What a script cannot run without, chunks of chunks included. */
function importsOf(entry, outputs) {
  const [start] = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === consoleScripts[entry]) ?? [];
  const found = new Set();
  const visit = (path) => {
    for (const { path: next, kind } of outputs[path]?.imports ?? []) {
      if (kind !== "import-statement" || found.has(next)) continue;
      found.add(next);
      visit(next);
    }
  };
  visit(start);
  return [...found];
}
