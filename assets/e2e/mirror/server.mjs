// Serves the test pages and the blank page of the replica, with the headers that README.md asks for.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".png": "image/png", ".woff2": "font/woff2", ".woff": "font/woff", ".json": "application/json" };

/** The policy of the blank page: what a replica may load, and nothing that acts. */
export const REPLICA_POLICY =
  "default-src 'none'; img-src http: https: data: blob:; font-src http: https: data: blob:; media-src http: https: data: blob:; " +
  "style-src 'unsafe-inline' http: https: blob:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox allow-same-origin";

/** What a console's own policy may look like; the test page has it, so that the replica is known to live with it. */
const CONSOLE_POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";

async function bundle(entry) {
  const result = await build({ entryPoints: [join(HERE, entry)], bundle: true, format: "iife", write: false, target: "es2022", sourcemap: "inline", logLevel: "error" });
  return result.outputFiles[0].text;
}

/**
 * Listens on a free port of the loopback. `roots` maps a first path segment to a folder.
 * @param {{ roots?: Record<string, string>, routes?: Record<string, Function> }} what
 */
export async function serve({ roots = {}, routes = {} } = {}) {
  const scripts = { "/agent.js": await bundle("agent.ts"), "/customer.js": await bundle("customer.ts") };
  const requests = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, "http://x");
    requests.push(request.method + " " + request.url);
    const route = routes[url.pathname];
    if (route !== undefined) return route(request, response, url);
    if (scripts[url.pathname] !== undefined) return response.writeHead(200, { "content-type": "text/javascript" }).end(scripts[url.pathname]);
    if (url.pathname === "/replica.html") {
      return response.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-security-policy": REPLICA_POLICY, "cache-control": "max-age=3600" }).end("<!doctype html>\n<title></title>\n");
    }
    if (url.pathname === "/agent.html") {
      return response.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-security-policy": CONSOLE_POLICY })
        .end('<!doctype html><title>agent</title><style>body{margin:0}#customer{position:absolute;left:0;top:0;width:1024px;height:700px;border:0}#host{position:absolute;left:1100px;top:0;width:1024px;height:700px}</style><iframe id=customer></iframe><div id=host></div><script src=/agent.js></script>');
    }
    const [, first, ...rest] = normalize(decodeURIComponent(url.pathname)).split("/");
    const file = roots[first] !== undefined ? join(roots[first], ...rest) : join(HERE, "pages", first, ...rest);
    try {
      const body = await readFile(file);
      response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", "cache-control": "max-age=3600" }).end(body);
    } catch {
      response.writeHead(404).end("not found");
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    requests,
    close: () => new Promise((done) => { server.closeAllConnections(); server.close(done); }),
  };
}
