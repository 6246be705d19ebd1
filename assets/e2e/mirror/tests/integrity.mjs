import assert from "node:assert/strict";

export default [
  {
    name: "M8: a replica that was tampered with heals itself, the smallest part of it",
    async run({ page }) {
      await page.evaluate(() => bench.open("/plain.html"));
      const result = await page.evaluate(async () => {
        const kept = bench.copy.getElementById("form");
        bench.copy.querySelector("li").firstChild.data = "somebody else's word";
        bench.copy.getElementById("scroller").firstElementChild.remove();
        bench.page.getElementById("title").firstChild.data = "wakes the audit";
        const healed = await bench.until(() => bench.copy.querySelector("li")?.textContent === "one" && bench.copy.getElementById("scroller").firstElementChild !== null);
        return { healed, kept: kept === bench.copy.getElementById("form"), paints: bench.paints };
      });
      assert.deepEqual(result, { healed: true, kept: true, paints: 1 });
    },
  },
  {
    name: "M8: sums agree after changes, and a page at rest sends next to nothing",
    async run({ page }) {
      await page.evaluate(() => bench.open("/plain.html"));
      const result = await page.evaluate(async () => {
        for (let i = 0; i < 20; i++) {
          bench.page.getElementById("list").append(bench.page.createElement("li"));
          await new Promise((next) => bench.window.requestAnimationFrame(next));
        }
        // A round of the audit that began before the last of the twenty says its sum as well, on a busy machine after it: rest is what comes when all rounds are over.
        const checked = () => bench.frames.at(-1).length === 17 && bench.frames.at(-1)[7] === 15;
        await bench.until(() => bench.copy.getElementById("list").children.length === 23);
        await bench.until(checked);
        let [count, more] = [0, 0];
        for (let round = 0; round === 0 || (more > 0 && round < 4); round++) {
          count = bench.frames.length;
          await bench.until(() => bench.frames.length > count, 2500);
          more = bench.frames.length - count;
        }
        return { problems: bench.problems, more };
      });
      assert.deepEqual(result, { problems: [], more: 0 });
    },
  },
  {
    name: "M8: what no observer tells is found when the page rests",
    async run({ page }) {
      await page.evaluate(() => bench.load("/plain.html"));
      const result = await page.evaluate(async () => {
        bench.page.getElementById("scroller").scrollTop = 77;
        await bench.share();
        return bench.until(() => bench.copy.getElementById("scroller").scrollTop === 77);
      });
      assert.equal(result, true);
    },
  },
];
