import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import type { Sizes } from "./report";

/** Minified and gzipped, everything but the named exports dropped. */
async function size(from: string, name: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: `import { ${name} } from ${JSON.stringify(from)}; globalThis.kept = ${name};`, resolveDir: fileURLToPath(new URL("../corpus/", import.meta.url)), loader: "ts" },
    bundle: true, minify: true, format: "esm", write: false, target: "es2022", legalComments: "none", logLevel: "error",
  });
  return gzipSync(outputFiles[0]?.contents ?? new Uint8Array(), { level: 9 }).length;
}

const source = (path: string): string => fileURLToPath(new URL(`../../../src/${path}`, import.meta.url));

/** The mirrors and the recorders all by one minifier; what a customer's page loads as it is served. */
export async function measureSizes(): Promise<Sizes> {
  const share = gzipSync(await readFile(fileURLToPath(new URL("../../../dist/sdk/share.js", import.meta.url))), { level: 9 }).length;
  const [capture, replica, recorder, replayer] = await Promise.all([
    size(source("mirror/capture.ts"), "Capture"),
    size(source("mirror/replica.ts"), "Replica"),
    size("@rrweb/record", "record"),
    size("rrweb", "Replayer"),
  ]);
  return { capture, share, replica, recorder, replayer };
}
