import assert from "node:assert/strict";

/** Boxes that are known not to be equal, and why. docs/mirror.md lists them for people. */
const BOTH = { 13: "closed roots from before consent", 41: "a synthetic hover shows at the agent's only" };
const LIMITS = { chromium: BOTH, firefox: BOTH };

/** The share of pixels that differ between two screenshots, in the browser's own decoder. */
async function differing(page, a, b) {
  return page.evaluate(async (one, two) => {
    const pixels = async (data) => {
      const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
      context.drawImage(bitmap, 0, 0);
      return context.getImageData(0, 0, bitmap.width, bitmap.height).data;
    };
    const [p, q] = [await pixels(one), await pixels(two)];
    let count = 0;
    for (let i = 0; i < p.length; i += 4) if (Math.abs(p[i] - q[i]) + Math.abs(p[i + 1] - q[i + 1]) + Math.abs(p[i + 2] - q[i + 2]) > 24) count++;
    return count / (p.length / 4);
  }, a, b);
}

export default [
  {
    name: "M1, M2, M3, M9: the numbered boxes of the feature page look the same on both sides",
    async run({ page, browser }) {
      await page.setViewport({ width: 2200, height: 760 });
      await page.evaluate(() => bench.open("/features.html"));
      const boxes = await page.evaluate(async () => {
        bench.window.scrollTo(0, 0);
        bench.page.getElementById("hov").dispatchEvent(new bench.window.PointerEvent("pointerover", { bubbles: true, composed: true }));
        await bench.until(() => bench.frames.filter((f) => f.length === 17 && f[7] === 15).length > 1, 5000);
        await bench.until(() => bench.copy.getElementById("cv").getContext("2d").getImageData(10, 10, 1, 1).data[3] > 0);
        return [...bench.page.querySelectorAll(".box")].map((box) => {
          const { x, y, width, height } = box.getBoundingClientRect();
          return { id: box.id, title: box.dataset.title, x, y, width, height };
        });
      });
      const wrong = [];
      for (const { id, title, x, y, width, height } of boxes) {
        const clip = (left) => ({ x: Math.floor(left + x), y: Math.floor(y), width: Math.ceil(width), height: Math.ceil(height) });
        const [a, b] = [await page.screenshot({ clip: clip(0), encoding: "base64" }), await page.screenshot({ clip: clip(1100), encoding: "base64" })];
        const share = await differing(page, a, b);
        const number = Number(id.slice(3));
        if (share > 0.005 && LIMITS[browser][number] === undefined) wrong.push(`${number} ${title}: ${(share * 100).toFixed(2)} %`);
      }
      if (process.env.SHOT) await page.screenshot({ path: process.env.SHOT + browser + ".png" });
      assert.deepEqual(wrong, []);
      assert.equal(await page.evaluate(() => getComputedStyle(bench.copy.getElementById("hov")).backgroundColor), "rgb(255, 165, 0)");
      assert.ok(boxes.length >= 40);
    },
  },
];
