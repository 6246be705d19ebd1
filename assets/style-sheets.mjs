import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { transform } from "esbuild";

/** `import css from "./x.css?inline"` gives the minified sheet as a string, as Vite does: the SDK's sheets live in shadow roots. */
export const styleSheets = (target) => ({
  name: "style-sheets",
  setup(builder) {
    builder.onResolve({ filter: /\.css\?inline$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.replace(/\?inline$/, "")),
      namespace: "inline-css",
    }));
    // Root-absolute URLs in style sheets are the server's own paths, not files to bundle.
    builder.onResolve({ filter: /^\// }, ({ path, kind }) => (kind === "url-token" ? { path, external: true } : undefined));
    builder.onLoad({ filter: /.*/, namespace: "inline-css" }, async ({ path }) => {
      const { code } = await transform(await readFile(path, "utf8"), { loader: "css", minify: true, target });
      return { contents: code.trim(), loader: "text", watchFiles: [path] };
    });
  },
});
