// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { isThrifty } from "../warm";
import { assetsOf } from "./assets-of";
import { Warmer, type WarmerOptions } from "./warmer";

const here = new URL("https://shop.example/start");

interface Asked {
  readonly url: string;
  readonly how: RequestInit;
}

/** A site of these files, and what was asked of it. */
function stage(files: Readonly<Record<string, { readonly type: string; readonly body: string }>>, change: Partial<WarmerOptions> = {}): { warmer: Warmer; asked: Asked[] } {
  const asked: Asked[] = [];
  const fetch = async (url: unknown, how?: RequestInit): Promise<Response> => {
    asked.push({ url: String(url), how: how ?? {} });
    const file = files[String(url)];
    return Promise.resolve(file ? new Response(file.body, { headers: { "content-type": file.type } }) : new Response("", { status: 404 }));
  };
  const warmer = new Warmer({ fetch: fetch as WarmerOptions["fetch"], here, mayGoOn: () => true, idle: () => Promise.resolve(), isLoaded: () => false, ...change });
  return { warmer, asked };
}

const html = (body: string) => ({ type: "text/html; charset=utf-8", body });
const css = { type: "text/css", body: "p{}" };

describe("I10: what favourites need", () => {
  it("is found in their pages: files of their own origin, once each, and nothing that does something when it is asked for", () => {
    const text = `<base href="/deep/"><link rel="stylesheet" href="a.css"><script src="/b.js?v=3"></script><img src="c.png"><img src="c.png#x"><img src="d.png" loading="lazy">
      <img src="/pixel?who=1"><img src="/logout"><img src="https://elsewhere.example/e.png"><script src="javascript:void 0"></script><link rel="next" href="/f.css"><iframe src="/g.js"></iframe>`;
    expect(assetsOf(text, new URL("https://shop.example/help"))).toEqual(["https://shop.example/deep/a.css", "https://shop.example/b.js?v=3", "https://shop.example/deep/c.png"]);
  });

  it("is asked for by GET; the page without cookies, the files as the page would; and nothing follows a redirect", async () => {
    const { warmer, asked } = stage({ "https://shop.example/help": html(`<link rel=stylesheet href="/a.css">`), "https://shop.example/a.css": css });
    expect(await warmer.warm(["https://shop.example/help"])).toBe(1);
    expect(asked.map(({ url, how }) => [url, how.credentials, how.redirect, how.method])).toEqual([
      ["https://shop.example/help", "omit", "error", undefined], ["https://shop.example/a.css", "same-origin", "error", undefined],
    ]);
  });

  it("is of this origin only, whatever the list says, and neither the page that is open nor what that has loaded", async () => {
    const { warmer, asked } = stage({ "https://shop.example/help": html(`<script src="/seen.js"></script>`) }, { isLoaded: (address) => address.endsWith("/seen.js") });
    await warmer.warm(["https://elsewhere.example/", "http://shop.example/help", "https://a:b@shop.example/x", "javascript:alert(1)", "https://shop.example/start", "https://shop.example/help"]);
    expect(asked.map(({ url }) => url)).toEqual(["https://shop.example/help"]);
  });

  it("has an end: 8 pages, 60 files, 512 KB of one, 2 MB of all", async () => {
    const many = Array.from({ length: 20 }, (_, index) => `https://shop.example/p${String(index)}`);
    expect((await asksFor(many, () => html("")))).toHaveLength(8);
    const images = Array.from({ length: 200 }, (_, index) => `<img src="/${String(index)}.png">`).join("");
    expect(await asksFor(["https://shop.example/help"], (url) => (url.endsWith(".png") ? css : html(images)))).toHaveLength(61);
    const large = "x".repeat(400 * 1024);
    expect(await asksFor(["https://shop.example/help"], (url) => (url.endsWith(".png") ? { type: "image/png", body: large } : html(images)))).toHaveLength(7);
    const { warmer } = stage({ "https://shop.example/help": html(`<img src="/a.png">`), "https://shop.example/a.png": { type: "image/png", body: "x".repeat(513 * 1024) } });
    expect(await warmer.warm(["https://shop.example/help"])).toBe(0);
  });

  it("stops when the customer takes the right back, and is left alone where the line is slow or the browser asks for thrift", async () => {
    let asks = 0;
    const { warmer, asked } = stage({ "https://shop.example/help": html(`<img src="/a.png"><img src="/b.png">`) }, { mayGoOn: () => asks++ < 2 });
    await warmer.warm(["https://shop.example/help"]);
    expect(asked).toHaveLength(2);
    expect([{}, { connection: { effectiveType: "4g" } }, { connection: { saveData: true } }, { connection: { effectiveType: "3g" } }].map(isThrifty)).toEqual([false, false, true, true]);
  });
});

async function asksFor(pages: readonly string[], answer: (url: string) => { readonly type: string; readonly body: string }): Promise<readonly string[]> {
  const asked: string[] = [];
  const fetch = async (url: unknown): Promise<Response> => {
    asked.push(String(url));
    const { type, body } = answer(String(url));
    return Promise.resolve(new Response(body, { headers: { "content-type": type } }));
  };
  await stage({}, { fetch: fetch as WarmerOptions["fetch"] }).warmer.warm(pages);
  return asked;
}
