import assert from "node:assert/strict";

export default [
  {
    name: "M1: what scripts animate is animated at the agent: frames, timing, pace, pauses, and where it is",
    async run({ page }) {
      await page.evaluate(() => bench.load("/plain.html"));
      const seen = await page.evaluate(async () => {
        const until = (condition) => bench.until(condition, 30_000);
        const { page: doc } = bench;
        const add = (id) => doc.body.appendChild(Object.assign(doc.createElement("div"), { id }));
        const [early, shadowed] = [add("early"), add("shadowed")];
        const inner = shadowed.attachShadow({ mode: "open" }).appendChild(doc.createElement("i"));
        const slide = [{ transform: "translateX(0px)" }, { transform: "translateX(100px)", easing: "ease-in" }];
        const first = early.animate(slide, { duration: 40_000, iterations: Infinity, direction: "alternate" });
        first.currentTime = 10_000;
        await bench.share();
        const copied = (id) => bench.copy.getElementById(id);
        const played = (element) => element.getAnimations().map(({ playState, playbackRate, effect }) => ({ playState, playbackRate, ...effect.getTiming(), frames: effect.getKeyframes().map(({ transform, opacity }) => transform ?? opacity) }));
        const outcomes = {};
        outcomes.first = await until(() => copied("early").getAnimations().length === 1);
        const same = () => Math.abs(first.currentTime - copied("early").getAnimations()[0].currentTime) < 5000; // of the ten seconds that it had run
        outcomes.where = same();
        const { iterations, direction, duration, frames } = played(copied("early"))[0];
        Object.assign(outcomes, { iterations: iterations === Infinity, direction, duration, frames });
        // Made, led and ended while sharing; by hand; in a shadow root; on an element that came with it.
        inner.animate([{ opacity: 0 }, { opacity: 1 }], { duration: 30_000 });
        new bench.window.Animation(new bench.window.KeyframeEffect(add("made"), { opacity: [0, 0.5] }, { duration: 1000, fill: "forwards" })).play();
        outcomes.shadowed = await until(() => copied("shadowed").shadowRoot.firstChild.getAnimations().length === 1);
        outcomes.made = await until(() => copied("made")?.getAnimations().length === 1);
        first.pause();
        outcomes.paused = await until(() => played(copied("early"))[0]?.playState === "paused");
        first.currentTime = 20_000;
        outcomes.led = await until(() => copied("early").getAnimations()[0]?.currentTime === 20_000);
        outcomes.left = new DOMMatrix(getComputedStyle(copied("early")).transform).m41 - new DOMMatrix(bench.window.getComputedStyle(early).transform).m41;
        first.playbackRate = 2;
        outcomes.rate = await until(() => played(copied("early"))[0]?.playbackRate === 2);
        outcomes.kept = await until(() => bench.window.getComputedStyle(doc.getElementById("made")).opacity === "0.5" && getComputedStyle(copied("made")).opacity === "0.5");
        // Somebody else looks on now: a new stream has all of it.
        bench.capture.snapshot();
        await bench.painted();
        outcomes.again = await until(() => played(copied("early"))[0]?.playState === "paused" && copied("early").getAnimations()[0].currentTime === 20_000);
        first.cancel();
        outcomes.gone = await until(() => copied("early").getAnimations().length === 0);
        return { ...outcomes, problems: bench.problems };
      });
      const yes = { first: true, where: true, shadowed: true, made: true, paused: true, led: true, left: 0, rate: true, kept: true, again: true, gone: true };
      assert.deepEqual(seen, { ...yes, iterations: true, direction: "alternate", duration: 40_000, frames: ["translateX(0px)", "translateX(100px)"], problems: [] });
    },
  },
  {
    name: "V2: keyframes of masked parts say nothing, and nobody's load anything",
    async run({ page }) {
      await page.evaluate(() => bench.load("/plain.html"));
      const seen = await page.evaluate(async () => {
        const until = (condition) => bench.until(condition, 30_000);
        const { page: doc } = bench;
        const add = (id, rules) => {
          const element = doc.body.appendChild(Object.assign(doc.createElement("div"), { id }));
          if (rules !== undefined) element.setAttribute("data-tandem", rules);
          return element;
        };
        const secrets = ["canaryurl", "canarycontent", "canaryfont", "canaryvariable"];
        const telling = [{ backgroundImage: `url("/private/${secrets[0]}.png")`, content: `"${secrets[1]}"`, fontFamily: secrets[2], "--told": secrets[3], opacity: 0.25, color: "rgb(1, 2, 3)" }, { opacity: 0.25, color: "rgb(1, 2, 3)" }];
        for (const [id, rules] of [["hushed", "mask"], ["boxed", "block"]]) add(id, rules).animate(telling, { duration: 60_000 });
        await bench.share();
        const moved = await until(() => ["hushed", "boxed"].every((id) => getComputedStyle(bench.copy.getElementById(id)).opacity === "0.25"));
        // Of a part that is shown the agent's browser is still made to load nothing that no sheet names.
        add("shown").animate([{ backgroundImage: `url("/private/${secrets[0]}.png")`, opacity: 0.25 }, { opacity: 0.25 }], { duration: 60_000 });
        await until(() => getComputedStyle(bench.copy.getElementById("shown") ?? bench.copy.body).opacity === "0.25");
        return { moved, color: getComputedStyle(bench.copy.getElementById("hushed")).color, leaked: secrets.filter((secret) => bench.plain().includes(secret)) };
      });
      assert.deepEqual(seen, { moved: true, color: "rgb(1, 2, 3)", leaked: [] });
    },
  },
];
