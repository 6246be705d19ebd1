import assert from "node:assert/strict";

/** Waits for a colour in the middle of a canvas of the replica. */
const shows = async (page, id, colour) => assert.equal(await page.evaluate(async (wanted, key) => {
  const read = () => { const canvas = bench.copy.getElementById(key); return [...canvas.getContext("2d").getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data].join(); };
  await bench.until(() => read() === wanted);
  return read();
}, colour, id), colour, id);

export default [
  {
    name: "M4: canvases that the site shares are seen, 2D and WebGL, as they change; others, masked and blocked ones are not",
    async run({ page }) {
      await page.evaluate(() => bench.load("/canvas.html"));
      const gl = await page.evaluate(async (foreign) => {
        const { page: doc, window: win } = bench;
        window.fill = (id, colour) => {
          const canvas = doc.getElementById(id);
          const context = canvas.getContext("2d");
          context.fillStyle = colour;
          context.fillRect(0, 0, canvas.width, canvas.height);
        };
        for (const id of ["flat", "blocked", "masked", "private"]) fill(id, "rgb(255,0,0)");
        const image = new win.Image();
        await new Promise((done) => { image.onload = done; image.src = foreign; });
        doc.getElementById("tainted").getContext("2d").drawImage(image, 0, 0);
        const deep = doc.getElementById("deep").getContext("webgl");
        if (deep !== null) {
          const draw = () => { deep.clearColor(0, 0, 1, 1); deep.clear(deep.COLOR_BUFFER_BIT); win.requestAnimationFrame(draw); };
          draw();
        }
        await bench.share();
        return deep !== null;
      }, `${new URL(page.url()).origin.replace("127.0.0.1", "localhost")}/dot.svg`);
      await shows(page, "flat", "255,0,0,255");
      if (gl) await shows(page, "deep", "0,0,255,255");
      await page.evaluate(() => { for (const id of ["flat", "blocked", "masked", "private"]) fill(id, "rgb(0,255,0)"); });
      await shows(page, "flat", "0,255,0,255");
      const rest = await page.evaluate(async () => {
        const id = (name) => bench.capture.idOf(bench.page.getElementById(name));
        
        await bench.until(() => bench.copy.getElementById("tainted").getContext("2d").getImageData(0, 0, 80, 30).data.some((value) => value > 0));
        return {
          blocked: bench.copy.getElementById("blocked"),
          masked: [...bench.copy.getElementById("masked").getContext("2d").getImageData(5, 5, 1, 1).data],
          private: [...bench.copy.getElementById("private").getContext("2d").getImageData(5, 5, 1, 1).data],
          labelled: bench.copy.getElementById("tainted").getContext("2d").getImageData(0, 0, 80, 30).data.some((value) => value > 0), masks: id("masked") !== undefined,
        };
      });
      assert.deepEqual(rest, { blocked: null, masked: [0, 0, 0, 0], private: [0, 0, 0, 0], labelled: true, masks: true });
      // A canvas at rest sends nothing, one that is drawn all the time at most five pictures a second.
      const pace = await page.evaluate(async () => {
        let drawn = 0;
        const from = bench.parcels.length;
        const begun = performance.now();
        await bench.until(() => { fill("flat", `rgb(0,${drawn++ % 250},9)`); return bench.parcels.length - from >= 5; }, 8000);
        const took = performance.now() - begun;
        const { flat } = bench.window;
        flat.setAttribute("data-tandem", "mask");
        fill("flat", "rgb(1,2,3)");
        await bench.until(() => bench.capture.coverOf(flat) === "masked");
        bench.painter.stop();
        const rest = bench.parcels.length;
        fill("flat", "rgb(4,5,6)");
        await new Promise((done) => { bench.window.requestAnimationFrame(() => { bench.window.requestAnimationFrame(done); }); });
        const own = Object.getOwnPropertyDescriptor(bench.window.CanvasRenderingContext2D.prototype, "fillRect").value;
        return { took, after: bench.parcels.length - rest, native: Function.prototype.toString.call(own).includes("[native code]") };
      });
      assert.ok(pace.took > 750, `five pictures in ${pace.took} ms`);
      assert.deepEqual([pace.after, pace.native], [0, true]);
    },
  },
  {
    name: "M4: a large canvas at rest is shown to the pixel, 2D once nothing is drawn, WebGL once the same is drawn again",
    async run({ page }) {
      await page.evaluate(() => bench.load("/canvas.html"));
      const gl = await page.evaluate(async () => {
        const { page: doc, window: win } = bench;
        const add = (id) => {
          const canvas = Object.assign(doc.createElement("canvas"), { id, width: 900, height: 300 });
          canvas.setAttribute("data-tandem", "canvas");
          doc.body.append(canvas);
          return canvas;
        };
        const flat = add("fine").getContext("2d");
        const deep = add("fine-gl").getContext("webgl", { antialias: false });
        // Lines of one pixel each, in colours that a picture with losses mixes.
        window.lines = (red) => {
          for (let x = 0; x < 900; x++) {
            flat.fillStyle = x % 2 === 0 ? `rgb(${red},0,0)` : "rgb(0,0,255)";
            flat.fillRect(x, 0, 1, 300);
          }
        };
        lines(255);
        const draw = () => {
          deep.enable(deep.SCISSOR_TEST);
          for (let x = 0; x < 60; x++) {
            deep.scissor(x, 0, 1, 300);
            deep.clearColor(x % 2 === 0 ? 1 : 0, 0, x % 2, 1);
            deep.clear(deep.COLOR_BUFFER_BIT);
          }
          win.setTimeout(draw, 50);
        };
        if (deep !== null) draw();
        await bench.share();
        return deep !== null;
      });
      const lines = (red) => [0, 1, 2].flatMap(() => [red, 0, 0, 0, 0, 255]).join();
      const arrive = async (wanted) => assert.deepEqual(await page.evaluate(async (colours) => {
        const read = (id) => {
          const canvas = bench.copy.getElementById(id);
          return canvas.width < 6 ? "" : [...canvas.getContext("2d").getImageData(0, 100, 6, 1).data].filter((_, at) => at % 4 !== 3).join();
        };
        const all = () => Object.fromEntries(Object.keys(colours).map((id) => [id, read(id)]));
        await bench.until(() => JSON.stringify(all()) === JSON.stringify(colours));
        return all();
      }, wanted), wanted);
      const deep = gl ? { "fine-gl": lines(255) } : {};
      await arrive({ fine: lines(255), ...deep });
      // What changes after that is seen, and is whole again in the end.
      await page.evaluate(() => { lines(200); });
      await arrive({ fine: lines(200), ...deep });
    },
  },
];
