// What only the customer's browser may have: routes that answer the customer's page and refuse the agent's. Both live on one origin here, so that
// the Referer takes the place of the cookie that tells them apart in the world.
import { deflateSync } from "node:zlib";
import { boxFont } from "./font.mjs";

const CRC = Array.from({ length: 256 }, (_, n) => { for (let i = 0; i < 8; i++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1; return n >>> 0; });
const crc = (data) => { let c = 0xffffffff; for (const byte of data) c = CRC[(c ^ byte) & 255] ^ (c >>> 8); return (c ^ 0xffffffff) >>> 0; };
const u32 = (value) => { const b = Buffer.alloc(4); b.writeUInt32BE(value); return b; };
const chunk = (tag, data) => { const body = Buffer.concat([Buffer.from(tag), data]); return Buffer.concat([u32(data.length), body, u32(crc(body))]); };

/** A picture of one colour. The salt goes into a comment, so that two pictures of one colour can be other bytes. */
export function png(red, green, blue, salt = "", size = 20) {
  const row = Buffer.concat([Buffer.from([0]), ...Array.from({ length: size }, () => Buffer.from([red, green, blue]))]);
  const head = Buffer.concat([u32(size), u32(size), Buffer.from([8, 2, 0, 0, 0])]);
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk("IHDR", head), chunk("tEXt", Buffer.from(`Comment\0${salt}`)),
    chunk("IDAT", deflateSync(Buffer.concat(Array.from({ length: size }, () => row)))), chunk("IEND", Buffer.alloc(0))]);
}

const SHEETS = {
  "/private/site.css": '@font-face{font-family:Boxes;src:url(boxes.ttf) format("truetype")} .sheet{width:20px;height:20px;background:url("sheet.png")}',
  "/private/imported.css": "#imported{color:rgb(1,2,3);background:url(in-import.png)}",
};

/** Half a minute of silence: 8,000 samples a second, one byte each (RIFF WAVE, PCM). */
function silence(seconds = 30) {
  const rate = 8000;
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + rate * seconds, 4);
  head.write("WAVEfmt ", 8);
  for (const [at, value] of [[16, 16], [24, rate], [28, rate], [40, rate * seconds]]) head.writeUInt32LE(value, at);
  for (const [at, value] of [[20, 1], [22, 1], [32, 1], [34, 8]]) head.writeUInt16LE(value, at);
  head.write("data", 36);
  return Buffer.concat([head, Buffer.alloc(rate * seconds, 128)]);
}

/** Routes for serve(). Both test pages may have what is private when a customer's page asks for it. */
export function privateRoutes(asked = []) {
  const isCustomer = (request) => /\/(?:assets\.html|assets2\.html|private\/[a-z-]+\.css|canvas\.html)(?:\?|$)/.test(request.headers.referer ?? "");
  const routes = {};
  const serve = (path, type, body) => {
    routes[path] = (request, response) => {
      asked.push({ path, customer: isCustomer(request) });
      if (!isCustomer(request)) return response.writeHead(403, { "cache-control": "no-store" }).end();
      return response.writeHead(200, { "content-type": type, "cache-control": "no-store" }).end(body);
    };
  };
  for (const [path, css] of Object.entries(SHEETS)) serve(path, "text/css", css);
  const names = ["picture", "wide", "inline", "unused", "sheet", "styled", "in-import", "masked", "masked-style", "blocked", "deep", "svg", "below", "hidden-elsewhere"];
  for (const name of names) serve(`/private/${name}.png`, "image/png", png(0, 200, 0, name));
  serve("/private/same.png", "image/png", png(0, 200, 0, "picture"));
  serve("/private/large.png", "image/png", Buffer.concat([png(0, 200, 0), Buffer.alloc(5 << 20)]));
  serve("/private/boxes.ttf", "font/ttf", boxFont());
  serve("/private/account.json", "application/json", '{"secret":"canary-in-an-export"}');
  serve("/private/account.png", "text/html", "canary-behind-a-picture's-address");
  routes["/silence.wav"] = (request, response) => {
    const body = silence();
    const [, from] = /^bytes=(\d+)-/.exec(request.headers.range ?? "") ?? [];
    const head = { "content-type": "audio/wav", "accept-ranges": "bytes" };
    if (from === undefined) return response.writeHead(200, head).end(body);
    return response.writeHead(206, { ...head, "content-range": `bytes ${from}-${body.length - 1}/${body.length}` }).end(body.subarray(Number(from)));
  };
  return routes;
}
