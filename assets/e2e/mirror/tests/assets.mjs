import assert from "node:assert/strict";

/** Makes the customer's page and waits until the replica lacks nothing that it can have. */
const open = (page, options, url = "/assets.html") => page.evaluate(async (wanted, address) => {
  await bench.load(address);
  const { page: doc, window: win } = bench;
  const rest = { ...wanted };
  delete rest.document;
  doc.getElementById("deep").attachShadow({ mode: "open" }).append(Object.assign(doc.createElement("img"), { id: "deep-img", src: "/private/deep.png", width: 20, height: 20 }));
  const reply = await win.fetch("/private/picture.png");
  const made = win.URL.createObjectURL(new win.Blob([await reply.arrayBuffer(), "of its own"], { type: "image/png" }));
  const picture = doc.getElementById("blob");
  await new Promise((done) => { picture.onload = done; picture.src = made; });
  win.URL.revokeObjectURL(made);
  await win.document.fonts.ready;
  await bench.share({ assets: "needed", ...rest });
}, options ?? {}, url);

/**
 * What the agent sees of each part: whether there is a picture, and which address a style has. Firefox shares pictures between all documents of one
 * window, and so between our two sides: there a picture need not have come through the channel to be seen.
 */
const seen = (page) => page.evaluate(() => {
  const { copy } = bench;
  const shared = navigator.userAgent.includes("Firefox");
  const image = (img) => img !== null && img.naturalWidth > 0 && (shared || img.currentSrc.startsWith("blob:"));
  const style = (id) => (shared ? /^url/ : /^url\("?blob:/).test(getComputedStyle(copy.getElementById(id)).backgroundImage);
  return {
    picture: image(copy.getElementById("picture")), twin: image(copy.getElementById("twin")), srcset: image(copy.getElementById("srcset")), blob: image(copy.getElementById("blob")),
    below: image(copy.getElementById("below")), deep: image(copy.getElementById("deep").shadowRoot.firstChild), svg: shared || copy.getElementById("svg").href.baseVal.startsWith("blob:"),
    sheet: style("sheet"), inline: style("inline"), styled: style("styled"), font: Math.round(copy.getElementById("font").getBoundingClientRect().width),
    imported: getComputedStyle(copy.getElementById("imported")).color,
  };
});

const ALL = { picture: true, twin: true, srcset: true, blob: true, below: true, deep: true, svg: true, sheet: true, inline: true, styled: true, font: 128, imported: "rgb(1, 2, 3)" };

/** Waits until the agent sees what it should, and says what it sees. */
async function settled(page, wanted, patience = 30_000) {
  const end = Date.now() + patience;
  let now = await seen(page);
  while (JSON.stringify(now) !== JSON.stringify(wanted) && Date.now() < end) {
    await page.evaluate(() => new Promise((again) => { requestAnimationFrame(() => { setTimeout(again, 20); }); }));
    now = await seen(page);
  }
  return now;
}

export default [
  {
    name: "M5: pictures, fonts and sheets behind a sign-in come through the customer's browser, each once, those of masked parts never",
    async run({ page, asked }) {
      asked.length = 0;
      await open(page);
      assert.deepEqual(await settled(page, ALL), ALL);
      const { missing, canaries } = await page.evaluate(() => ({
        missing: bench.missing.map(({ url, why }) => `${new URL(url).pathname} ${why}`).sort(),
        canaries: bench.parcels.map((parcel) => String.fromCharCode(...parcel.subarray(0, 400))).filter((text) => /Comment\0(?:masked|blocked|unused)/.test(text)).length,
      }));
      assert.deepEqual(missing, ["/private/gone.png failed", "/private/large.png large"]);
      assert.equal(canaries, 0);
      assert.deepEqual(asked.filter(({ path, customer }) => /masked|blocked/.test(path) && !customer), [], "the agent's browser knows of them");
      // The next page: not one byte of an asset again, and this window, which was reloaded, gets what it lacks.
      await open(page, {}, "/assets.html?2");
      assert.deepEqual(await settled(page, ALL), ALL);
      const hashes = await page.evaluate(() => bench.assetsSent());
      assert.ok(hashes.length > 5, `${hashes.length} assets came`);
      assert.deepEqual(hashes.filter((hash, place) => hashes.indexOf(hash) !== place), [], "sent again");
      await page.evaluate(() => { bench.replica.destroy(); bench.replica = bench.newReplica(); });
      await open(page, {}, "/assets.html?3");
      assert.deepEqual(await settled(page, ALL), ALL);
    },
  },
  {
    name: "M5: with everything through the customer the agent's browser asks the site for nothing; with nothing through it, it says what it lacks",
    async run({ page, asked }) {
      await page.evaluate(() => { bench.sent.hashes.clear(); });
      asked.length = 0;
      await open(page, { assets: "all" }, "/assets.html?all");
      assert.deepEqual(await settled(page, ALL), ALL);
      assert.deepEqual(asked.filter(({ customer }) => !customer), []);
      await open(page, { assets: "none" }, "/assets.html?none");
      const why = await page.evaluate(async () => {
        await bench.until(() => bench.missing.some(({ url }) => url.endsWith("/private/picture.png")));
        return bench.missing.find(({ url }) => url.endsWith("/private/picture.png"))?.why;
      });
      assert.equal(why, "off");
    },
  },
  {
    name: "V6: an agent gets only what the page shows as a picture, a font or a sheet",
    async run({ page }) {
      await open(page);
      const answers = await page.evaluate(async () => {
        const id = (name) => bench.capture.idOf(bench.page.getElementById(name));
        const origin = bench.window.location.origin;
        const outcomes = [];
        const ask = async (number, kind, node, path) => {
          const from = bench.parcels.length;
          bench.courier.receive(bench.want({ page: bench.capture.page, number, kind, urgent: true, afresh: true, node, url: path.includes(":") ? path : origin + path }));
          await bench.until(() => bench.parcels.slice(from).some((parcel) => parcel[1] === number));
          const parcel = bench.parcels.slice(from).find((each) => each[1] === number);
          outcomes.push(parcel[0] === 1 ? "sent" : `${parcel[0]}:${parcel[2]}`);
        };
        bench.page.getElementById("picture").after(Object.assign(bench.page.createElement("img"), { id: "page", src: "/private/account.png" }));
        await bench.until(() => bench.copy.getElementById("page") !== null);
        await ask(101, 1, id("picture"), "/private/picture.png");
        await ask(102, 1, id("masked"), "/private/masked.png");
        await ask(103, 1, 99999, "/private/blocked.png");
        await ask(104, 1, id("picture"), "/private/account.json");
        await ask(105, 1, 0, "/private/account.json");
        await ask(106, 3, 0, "/private/account.json");
        await ask(107, 1, id("page"), "/private/account.png");
        await ask(108, 1, 0, "file:///etc/passwd");
        bench.page.getElementById("picture").parentElement.setAttribute("data-tandem", "mask");
        await ask(109, 1, id("picture") ?? 1, "/private/picture.png");
        return outcomes;
      });
      // 3 is a refusal; 5: the page does not have it or hides it, 4: not a picture.
      assert.deepEqual(answers, ["sent", "3:5", "3:5", "3:5", "3:5", "3:5", "3:4", "3:5", "3:5"]);
    },
  },
];
