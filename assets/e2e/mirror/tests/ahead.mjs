import assert from "node:assert/strict";

/** In the test page: whether a frame says the sum of the page at rest, which is all there is in it. Larger ones may have these bytes by chance. */
function isCheck(frame) {
  return frame.length >= 17 && frame.length < 20 && frame[frame.length - 10] === 15;
}

/** In the test page: frames are kept instead of delivered, until `go` lets them through in their order. */
function halt() {
  const held = [];
  bench.wire = (frame, deliver) => { held.push({ frame, deliver }); };
  const words = () => Array.from({ length: 400 }, () => Math.random().toString(36)).join(" ");
  return {
    held,
    /** Nothing is acknowledged, so at some point of something large nothing more is written. Returns how many frames there are then. */
    fill: async () => {
      bench.page.body.append(...Array.from({ length: 400 }, () => Object.assign(bench.page.createElement("p"), { className: "made", textContent: words() })));
      let [count, quiet] = [0, 0];
      await bench.until(() => {
        quiet = held.length === count ? quiet + 1 : 0;
        count = held.length;
        return quiet > 40 && held.some(({ frame }) => frame.length > 10_000);
      });
      return count;
    },
    go: () => {
      bench.wire = (frame, deliver) => { deliver(frame); };
      for (const { frame, deliver } of held.splice(0)) deliver(frame);
    },
  };
}

/** Without what is masked, which is not to be equal. */
async function open(page) {
  await page.evaluate(`globalThis.halt = ${String(halt)}; globalThis.isCheck = ${String(isCheck)}`);
  await page.evaluate(async () => {
    await bench.load("/plain.html");
    for (const element of bench.page.querySelectorAll("[data-tandem], #secret, #card")) element.remove();
    await bench.share();
  });
}

export default [
  {
    name: "M1: what changes in single nodes is shown ahead of a large frame, in any order, and the sums hold",
    async run({ page }) {
      await open(page);
      const seen = await page.evaluate(async () => {
        const line = halt();
        const { page, window } = bench;
        const isSent = (count) => bench.until(() => line.held.length >= count);
        const state = () => ({
          text: bench.copy.getElementById("title").textContent,
          value: bench.copy.getElementById("name").value,
          check: bench.copy.getElementById("check").checked,
          marks: ["r1", "r2"].map((id) => bench.copy.getElementById(id).checked),
          hidden: bench.copy.getElementById("list").hidden,
          colour: bench.copy.getElementById("title").style.color,
          made: bench.copy.querySelectorAll(".made").length,
        });
        // Random words: what cannot be made small.
        const words = () => Array.from({ length: 200 }, () => Math.random().toString(36)).join(" ");
        page.body.append(...Array.from({ length: 2 }, () => Object.assign(page.createElement("p"), { className: "made", textContent: words() })));
        await isSent(1);
        const large = line.held.length;
        const change = async (edit) => {
          const before = line.held.length;
          await new Promise((next) => { window.requestAnimationFrame(next); });
          edit();
          await isSent(before + 1);
          return line.held.at(-1).frame;
        };
        const first = await change(() => {
          page.getElementById("title").firstChild.data = "First";
          page.getElementById("name").value = "Anna";
        });
        const second = await change(() => {
          page.getElementById("title").firstChild.data = "Second";
          page.getElementById("check").checked = false;
          page.getElementById("r2").checked = true;
          page.getElementById("list").hidden = true;
          page.getElementById("title").style.color = "red";
        });
        const before = state();
        bench.replica.glimpse(second);
        const later = state();
        bench.replica.glimpse(first);
        bench.replica.glimpse(first);
        const both = state();
        line.go();
        const after = state();
        const sums = bench.frames.length;
        const isChecked = await bench.until(() => bench.frames.slice(sums).some(isCheck));
        return { large, before, later, both, after, isChecked, equal: await bench.equal(), problems: bench.problems };
      });
      const truth = { text: "Hello & welcome — ¡olé! 👋", value: "Ann", check: true, marks: [true, false], hidden: false, colour: "", made: 0 };
      const later = { ...truth, text: "Second", check: false, marks: [false, true], hidden: true, colour: "red" };
      assert.deepEqual(seen, { large: 1, before: truth, later, both: { ...later, value: "Anna" }, after: { ...later, value: "Anna", made: 2 }, isChecked: true, equal: [], problems: [] });
    },
  },
  {
    name: "M1: a small change goes out while the line is full of large ones, and is shown ahead of them",
    async run({ page }) {
      await open(page);
      const seen = await page.evaluate(async () => {
        const line = halt();
        const { page } = bench;
        const count = await line.fill();
        page.getElementById("title").firstChild.data = "Overtakes";
        const small = () => line.held.slice(count).find(({ frame }) => frame.length < 100 && String.fromCharCode(...frame).includes("Overtakes"))?.frame;
        const isSent = await bench.until(() => small() !== undefined);
        bench.replica.glimpse(small() ?? new Uint8Array());
        const shown = { title: bench.copy.getElementById("title").textContent, made: bench.copy.querySelectorAll(".made").length };
        line.go();
        return { isSent, shown, equal: await bench.equal(), problems: bench.problems };
      });
      assert.deepEqual(seen, { isSent: true, shown: { title: "Overtakes", made: 0 }, equal: [], problems: [] });
    },
  },
  {
    name: "M1: nodes that come and go are shown ahead of a large frame, whatever of it is missing, and the sums hold",
    async run({ page }) {
      await open(page);
      const seen = await page.evaluate(async () => {
        const { page } = bench;
        const list = page.getElementById("list");
        const item = (text) => {
          const made = page.createElement("li");
          made.className = "unheard-of";
          made.append(Object.assign(page.createElement("mark"), { textContent: text, title: "words" }));
          return made;
        };
        list.replaceChildren(item("kept"), item("goes"));
        await bench.until(() => bench.copy.querySelectorAll("mark").length === 2);
        const line = halt();
        let from = await line.fill();
        const isSent = [];
        const smalls = () => line.held.slice(from).filter(({ frame }) => frame.length < 400).map(({ frame }) => frame);
        /** All of an edit that has `word` in its last frame. */
        const change = async (edit, word, isLost = false) => {
          edit();
          isSent.push(await bench.until(() => smalls().some((frame) => String.fromCharCode(...frame).includes(word))));
          if (!isLost) for (const frame of smalls()) bench.replica.glimpse(frame);
          from = line.held.length;
        };
        const state = () => ({
          items: [...bench.copy.getElementById("list").children].filter((each) => each.checkVisibility()).map((each) => each.textContent.trim()),
          classes: bench.copy.querySelectorAll("li.unheard-of > mark[title=words]").length,
          title: bench.copy.getElementById("title").checkVisibility(),
          box: bench.copy.getElementById("fresh")?.checked ?? false,
          made: bench.copy.querySelectorAll(".made").length,
        });
        const before = state();
        await change(() => { list.append(item("second")); }, "second");
        const second = state();
        await change(() => { list.append(item("lost")); }, "lost", true);
        await change(() => { list.append(item("fourth")); list.prepend(item("first")); }, "first");
        const fourth = state();
        await change(() => { list.querySelector("li:nth-child(3)").remove(); page.getElementById("title").hidden = true; }, "hidden");
        await change(() => {
          list.querySelector("li:nth-child(3) mark").firstChild.data = "second!";
          const box = Object.assign(page.createElement("input"), { id: "fresh", type: "checkbox", checked: true });
          list.lastElementChild.append(box);
        }, "checkbox");
        const last = state();
        line.go();
        const sums = bench.frames.length;
        const isChecked = await bench.until(() => bench.frames.slice(sums).some(isCheck));
        const equal = await bench.equal();
        return { before, second, fourth, last, after: state(), isSent, isChecked, equal, problems: bench.problems };
      });
      const before = { items: ["kept", "goes"], classes: 2, title: true, box: false, made: 0 };
      assert.deepEqual(seen, {
        before,
        second: { ...before, items: ["kept", "goes", "second"], classes: 3 },
        fourth: { ...before, items: ["first", "kept", "goes", "second", "fourth"], classes: 5 },
        last: { ...before, items: ["first", "kept", "second!", "fourth"], classes: 5, title: false, box: true },
        after: { ...before, items: ["first", "kept", "second!", "lost", "fourth"], classes: 5, title: false, box: true, made: 400 },
        isSent: [true, true, true, true, true], isChecked: true, equal: [], problems: [],
      });
    },
  },
  {
    name: "V2: nothing of what has just been masked goes out ahead of the rest",
    async run({ page }) {
      await open(page);
      const seen = await page.evaluate(async () => {
        const line = halt();
        const { page } = bench;
        const masked = page.createElement("div");
        masked.setAttribute("data-tandem", "mask");
        page.body.prepend(masked);
        await line.fill();
        const [title, name, list] = ["title", "name", "list"].map((id) => page.getElementById(id));
        // Into a masked part, and under a mask of its own.
        masked.append(title, name);
        title.firstChild.data = "canary-in-a-text";
        name.value = "canary-in-a-value";
        list.setAttribute("data-tandem", "mask");
        list.firstElementChild.firstChild.data = "canary-in-a-list";
        list.title = "canary-in-a-title";
        // Capture looks whether it may write with each of the page's frames, and writes what is small every third at most.
        for (let frames = 0; frames < 12; frames++) await new Promise((next) => { bench.window.requestAnimationFrame(next); });
        line.go();
        await bench.until(() => bench.copy.querySelectorAll(".made").length === 400 && bench.copy.querySelector("[data-tandem] #name") !== null);
        return /canary-in-a-\w+/.exec(bench.plain())?.[0];
      });
      assert.equal(seen ?? "nothing", "nothing");
    },
  },
];
