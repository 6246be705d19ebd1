import assert from "node:assert/strict";
import { VECTORS } from "../vectors.mjs";

export default [
  {
    name: `V5: of ${VECTORS.length} vectors sent as raw operations none runs, navigates or loads what it must not`,
    async run({ page, server }) {
      const dialogs = [];
      page.on("dialog", (dialog) => { dialogs.push(dialog.message()); dialog.dismiss(); });
      const from = server.requests.length;
      const address = page.url();
      const ahead = [];
      for (const isAhead of [false, true]) for (let at = 0; at < VECTORS.length; at += 60) {
        ahead.push(await page.evaluate(async (vectors, isAhead) => {
          const painted = bench.painted();
          bench.hostile(isAhead ? "<body></body>" : `<!doctype html><html><head></head><body>${vectors.map((v) => `<div>${v}</div>`).join("\n")}</body></html>`);
          await painted;
          if (isAhead) bench.hostileAhead(vectors.map((v) => `<body><div class="ahead">${v}</div></body>`));
          // Clicks that the frame itself would never take.
          for (const element of bench.copy.querySelectorAll("a,area,button,input,form,svg *,math *,summary")) {
            element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
            HTMLElement.prototype.click.call(element instanceof HTMLElement ? element : document.body);
          }
          for (const form of bench.copy.querySelectorAll("form")) try { HTMLFormElement.prototype.requestSubmit.call(form); } catch { /* refused */ }
          await bench.until(() => false, 150);
          return bench.copy.querySelectorAll(".ahead").length;
        }, VECTORS.slice(at, at + 60), isAhead));
      }
      // Each on its own as well: one vector's markup may swallow the next.
      const alone = await page.evaluate(async (vectors) => {
        for (const vector of vectors) bench.hostile(`<body>${vector}</body>`);
        await bench.until(() => bench.paints > 0 && bench.replica.frame.contentDocument.body !== null);
        await bench.until(() => false, 500);
        return { executed: bench.executed, frames: [...document.querySelectorAll("#host iframe")].length };
      }, VECTORS.filter((_, i) => i % 8 === 0));
      // One that cannot be shown without what is missing, such as a frame's document, is not.
      assert.ok(ahead.reduce((sum, count) => sum + count) > VECTORS.length * 0.9, `${ahead}`);
      assert.deepEqual(alone.executed, []);
      assert.ok(alone.frames <= 3);
      assert.deepEqual(dialogs, []);
      assert.equal(page.url(), address);
      assert.deepEqual(server.requests.slice(from).filter((request) => /forbidden/.test(request)), []);
    },
  },
  {
    name: "V5: operations that no capture makes are refused, and the next good page is shown",
    async run({ page }) {
      const result = await page.evaluate(async () => {
        await bench.open("/plain.html");
        const bodies = [
          (o) => { o.body.byte(2); o.body.varint(1); o.id(1); }, // detach the root
          (o) => { o.body.byte(3); o.id(99); o.body.byte(0); }, // place under nobody
          (o) => { o.body.byte(3); o.id(1); o.body.byte(1); o.body.varint(1e15); o.body.byte(0); }, // keep what is not there
          (o) => { o.body.byte(3); o.id(1); o.body.byte(11); o.id(2); o.name("div"); o.body.varint(0); o.body.byte(2); o.id(2); o.body.byte(0); o.body.byte(0); }, // inside itself
          (o) => { o.body.byte(3); o.id(1); o.body.byte(2); o.id(1); o.body.byte(0); }, // the root inside itself
          (o) => { o.body.byte(3); o.id(1); for (let i = 0; i < 3; i++) { o.body.byte(11); o.id(5); o.name("div"); o.body.varint(0); o.body.byte(0); } o.body.byte(0); }, // one id thrice
          (o) => { o.body.byte(3); o.id(1); o.body.byte(11); o.id(2); o.name("div"); o.body.varint(2 ** 50); }, // attributes without end
          (o) => { o.body.byte(2); o.body.varint(2 ** 52); }, // a detachment without end
          (o) => { o.body.byte(5); o.id(1); o.body.varint(200e6); }, // a text of 100 MB that is not there
          (o) => { for (let i = 0; i < 20; i++) o.body.byte(255); }, // a number without end
          (o) => { o.body.byte(5); o.id(1); o.body.text("text of a document"); },
          (o) => { o.body.byte(4); o.id(1); o.body.byte(1); o.name("onclick"); o.body.text("x"); }, // attribute of a document
          (o) => { o.body.byte(3); o.id(1); o.body.byte(8); o.id(2); o.body.byte(0); }, // a document in a document
          (o) => { o.body.byte(3); o.id(1); o.body.byte(200); o.id(2); },
          (o) => { o.body.byte(77); },
          (o) => { o.id(0); },
          (o) => { o.body.byte(3); o.id(1); for (let i = 0; i < 100000; i++) { o.body.byte(11); o.id(i + 2); o.name("div"); o.body.varint(0); } }, // 100,000 deep, and never closed
          (o) => { o.body.byte(3); o.id(1); for (let i = 0; i < 2000; i++) { o.body.byte(11); o.id(i + 2); o.name("b"); o.body.varint(0); } for (let i = 0; i <= 2000; i++) o.body.byte(0); }, // 2,000 deep
          (o) => { o.body.byte(14); o.body.byte(0); o.body.byte(14); }, // after the end
        ];
        for (const write of bodies) {
          const before = bench.problems.length;
          bench.receive(write);
          await bench.until(() => bench.problems.length > before, 600);
        }
        await bench.until(() => bench.problems.length >= 15);
        const problems = bench.problems.length;
        await bench.open("/plain.html?again");
        await bench.until(() => bench.copy.getElementById("title") !== null);
        return { problems, left: bench.differences().filter((d) => /title|list/.test(d.at)), executed: bench.executed };
      });
      assert.ok(result.problems >= 15, JSON.stringify(result));
      assert.deepEqual({ left: result.left, executed: result.executed }, { left: [], executed: [] });
    },
  },
  {
    name: "V5: 3,000 altered bodies end in a WireError or in a page, never in anything else",
    async run({ page }) {
      await page.evaluate(() => bench.open("/plain.html"));
      assert.deepEqual(await page.evaluate(() => bench.alter(3000, 42)), []);
      assert.deepEqual(await page.evaluate(() => bench.executed), []);
    },
  },
];
