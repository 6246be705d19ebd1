import assert from "node:assert/strict";

/** Boxes that are known not to be equal, and why. docs/mirror.md lists them for people. */
const BOTH = { 13: "closed roots from before consent", 41: "a synthetic hover shows at the agent's only" };
const LIMITS = { chromium: BOTH, firefox: BOTH };

/** Of each box, the share of its pixels that differ between the customer's page and the agent's, which stands so far to the right in the picture of both: one picture, since each costs the browser a layout. */
async function differing(page, picture, boxes, right) {
  return page.evaluate(async (data, places, offset) => {
    const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d", { willReadFrequently: true });
    context.drawImage(bitmap, 0, 0);
    return places.map(({ x, y, width, height }) => {
      const pixels = (left) => context.getImageData(Math.floor(left + x), Math.floor(y), Math.ceil(width), Math.ceil(height)).data;
      const [p, q] = [pixels(0), pixels(offset)];
      let count = 0;
      for (let i = 0; i < p.length; i += 4) if (Math.abs(p[i] - q[i]) + Math.abs(p[i + 1] - q[i + 1]) + Math.abs(p[i + 2] - q[i + 2]) > 24) count++;
      return count / (p.length / 4);
    });
  }, picture, boxes, right);
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
        await bench.until(() => bench.frames.filter((f) => f.length === 17 && f[7] === 15).length > 1);
        await bench.until(() => bench.copy.getElementById("cv").getContext("2d").getImageData(10, 10, 1, 1).data[3] > 0);
        return [...bench.page.querySelectorAll(".box")].map((box) => {
          const { x, y, width, height } = box.getBoundingClientRect();
          return { id: box.id, title: box.dataset.title, x, y, width, height };
        });
      });
      const whole = { x: 0, y: 0, width: 2200, height: Math.ceil(Math.max(...boxes.map(({ y, height }) => y + height))) };
      const shares = await differing(page, await page.screenshot({ clip: whole, encoding: "base64" }), boxes, 1100);
      const wrong = boxes.flatMap(({ id, title }, index) => {
        const number = Number(id.slice(3));
        return shares[index] > 0.005 && LIMITS[browser][number] === undefined ? [`${number} ${title}: ${(shares[index] * 100).toFixed(2)} %`] : [];
      });
      if (process.env.SHOT) await page.screenshot({ path: process.env.SHOT + browser + ".png" });
      assert.deepEqual(wrong, []);
      assert.equal(await page.evaluate(() => getComputedStyle(bench.copy.getElementById("hov")).backgroundColor), "rgb(255, 165, 0)");
      assert.ok(boxes.length >= 40);
    },
  },
];
