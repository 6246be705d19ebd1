import assert from "node:assert/strict";

export default [
  {
    name: "M1, M5: fonts that scripts make, of an address or of bytes, are the agent's as well",
    async run({ page }) {
      const seen = await page.evaluate(async () => {
        await bench.load("/assets.html?faces");
        const until = (condition) => bench.until(condition, 30_000);
        const { page: doc, window: win } = bench;
        const { FontFace } = win;
        await bench.share({ assets: "needed" });
        const bytes = await (await win.fetch("/private/boxes.ttf")).arrayBuffer();
        const show = (family, source, descriptors) => {
          const face = new win.FontFace(family, source, descriptors);
          doc.fonts.add(face);
          doc.body.append(Object.assign(doc.createElement("span"), { id: family, textContent: "font", style: `font: ${descriptors?.weight ?? 400} 16px "${family}"` }));
          return face.load();
        };
        const wide = (id) => Math.round(bench.copy.getElementById(id)?.getBoundingClientRect().width ?? 0) === 128;
        const faces = [await show("ByAddress", "url(/private/boxes.ttf)"), await show("ByBytes", bytes, { weight: "700" })];
        const outcomes = { address: await until(() => wide("ByAddress")), bytes: await until(() => wide("ByBytes")) };
        const isOne = faces.every((face) => face instanceof win.FontFace && face instanceof FontFace);
        doc.fonts.delete(faces[0]);
        outcomes.gone = await until(() => ![...bench.copy.adoptedStyleSheets].some((sheet) => sheet.cssRules[0]?.cssText.includes("ByAddress")));
        bench.capture.stop();
        return { ...outcomes, isOne, isBack: win.FontFace === FontFace, problems: bench.problems };
      });
      assert.deepEqual(seen, { address: true, bytes: true, gone: true, isOne: true, isBack: true, problems: [] });
    },
  },
];
