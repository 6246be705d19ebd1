import assert from "node:assert/strict";

const equal = async (page, scrolls = true) => assert.deepEqual(await page.evaluate((s) => bench.equal(s), scrolls), []);

export default [
  {
    name: "M1: a page is rebuilt, node by node, with its styles",
    async run({ page }) {
      await page.evaluate(() => bench.open("/plain.html"));
      const differences = await page.evaluate(() => bench.differences().filter((d) => !/masked|blocked|p\[|secret|card/.test(d.at)));
      assert.deepEqual(differences.filter((d) => !/•/.test(d.agent) && !/div.*children/.test(d.at) && !/div.*style/.test(d.at)), []);
      const look = await page.evaluate(() => ({
        title: getComputedStyle(bench.copy.getElementById("title")).color,
        list: getComputedStyle(bench.copy.getElementById("list")).color,
        mode: bench.copy.compatMode,
        problems: bench.problems,
        location: bench.locations.at(-1).title,
      }));
      assert.deepEqual(look, { title: "rgb(200, 0, 0)", list: "rgb(0, 0, 200)", mode: "CSS1Compat", problems: [], location: "A plain page" });
      // What comes later is of the same document: its own style points at a picture beside the page.
      const pictures = await page.evaluate(async () => {
        bench.page.body.insertAdjacentHTML("beforeend", "<div id=later><b style='background:url(./dot.svg)'></b></div>");
        await bench.until(() => bench.copy.getElementById("later") !== null);
        return [bench.page, bench.copy].map((doc) => getComputedStyle(doc.querySelector("#later b")).backgroundImage);
      });
      assert.equal(pictures[1], pictures[0]);
    },
  },
  {
    name: "M1: typing, choosing, scrolling and script-set values arrive",
    async run({ page }) {
      await page.evaluate(() => bench.open("/plain.html"));
      const seen = await page.evaluate(async () => {
        const { page } = bench;
        for (const id of ["masked", "blocked", "secret", "card"]) page.getElementById(id).remove();
        page.getElementById("name").value = "set by script";
        page.getElementById("check").checked = false;
        page.getElementById("check").indeterminate = true;
        page.getElementById("r2").click();
        page.getElementById("select").selectedIndex = 2;
        page.getElementById("area").value = "other";
        page.getElementById("scroller").scrollTop = 222;
        bench.window.scrollTo(0, 310);
        return bench.equal();
      });
      assert.deepEqual(seen, []);
      assert.equal(await page.evaluate(() => bench.copy.scrollingElement.scrollTop), 310);
    },
  },
  {
    name: "M1: a field too narrow for its text shows the part of it that the customer sees, from before consent and after",
    async run({ page }) {
      await page.evaluate(() => bench.load("/plain.html"));
      const seen = await page.evaluate(async () => {
        const long = (id) => Object.assign(bench.page.createElement("input"), { id, size: 8, value: "a text that is a good deal longer than eight letters" });
        const fields = [long("before"), long("after")];
        bench.page.body.prepend(...fields);
        fields[0].scrollLeft = 1e6;
        // Its event comes with the next frame, while nobody listens yet.
        await new Promise((done) => { bench.window.requestAnimationFrame(() => { bench.window.requestAnimationFrame(done); }); });
        await bench.share();
        fields[1].scrollLeft = 100;
        const same = () => fields.every(({ id, scrollLeft }) => scrollLeft > 0 && Math.abs(bench.copy.getElementById(id).scrollLeft - scrollLeft) <= 1);
        const moved = await bench.until(same);
        fields[0].scrollLeft = 0;
        return { moved, back: await bench.until(() => bench.copy.getElementById("before").scrollLeft === 0) };
      });
      assert.deepEqual(seen, { moved: true, back: true });
    },
  },
  {
    name: "M1: a radio button that came marked, or is hidden, takes the mark from the others of its group",
    async run({ page }) {
      await page.evaluate(() => bench.load("/plain.html"));
      const seen = await page.evaluate(async () => {
        const radio = (id, more = {}) => Object.assign(bench.page.createElement("input"), { id, type: "radio", name: "group", ...more });
        const [one, two, hidden] = [radio("one", { checked: true }), radio("two"), radio("hidden")];
        const blocked = bench.page.createElement("div");
        blocked.setAttribute("data-tandem", "block");
        blocked.append(hidden);
        bench.page.body.prepend(one, two, blocked);
        bench.quicken();
        await bench.share();
        // What is found when the page rests must not hide that it was missed.
        bench.pause.isOn = true;
        const marked = (wanted) => bench.until(() => ["one", "two"].map((id) => bench.copy.getElementById(id)?.checked).join() === wanted);
        const before = await marked("true,false");
        hidden.checked = true;
        const taken = await marked("false,false");
        one.checked = true;
        const back = await marked("true,false");
        // Nothing is left of this one to be sent.
        const brief = radio("brief");
        bench.page.body.append(brief);
        brief.checked = true;
        brief.remove();
        const briefly = await marked("false,false");
        one.checked = true;
        await marked("true,false");
        // Nobody sets this one: it comes with its mark.
        const clone = one.cloneNode();
        bench.page.body.append(clone);
        clone.remove();
        return { before, taken, back, briefly, cloned: await marked("false,false") };
      });
      assert.deepEqual(seen, { before: true, taken: true, back: true, briefly: true, cloned: true });
    },
  },
  {
    name: "M2: an element from a frame that is gone is followed like the page's own",
    async run({ page }) {
      await page.evaluate(() => bench.load("/plain.html"));
      const seen = await page.evaluate(async () => {
        bench.quicken();
        await bench.share();
        bench.pause.isOn = true;
        const { page } = bench;
        // Gone before anybody has looked into it: these keep the prototypes of its window.
        const frame = page.createElement("iframe");
        page.body.append(frame);
        const born = (name, id) => Object.assign(frame.contentDocument.createElement(name), { id });
        const [host, field] = [born("p", "host"), born("input", "field")];
        page.body.append(host, field);
        frame.remove();
        const isThere = await bench.until(() => bench.copy.getElementById("field") !== null);
        field.value = "set by a script";
        host.attachShadow({ mode: "open" }).append("in its shadow");
        return {
          isThere,
          value: await bench.until(() => bench.copy.getElementById("field").value === "set by a script"),
          shadow: await bench.until(() => bench.copy.getElementById("host").shadowRoot?.textContent === "in its shadow"),
        };
      });
      assert.deepEqual(seen, { isThere: true, value: true, shadow: true });
    },
  },
  {
    name: "M8: a text that takes another's place goes on under its id, and one that comes from elsewhere keeps its own",
    async run({ page }) {
      await page.evaluate(() => bench.open("/plain.html"));
      const seen = await page.evaluate(async () => {
        const { page, capture } = bench;
        const [one, two] = ["one", "two"].map((text) => Object.assign(page.createElement("p"), { textContent: text }));
        page.body.prepend(one, two);
        const idOf = (element) => capture.idOf(element.firstChild);
        await bench.until(() => idOf(one) !== undefined && idOf(two) !== undefined);
        const [first, second] = [idOf(one), idOf(two)];
        const told = () => bench.until(() => [...bench.copy.querySelectorAll("body > p")].slice(0, 2).map((p) => p.textContent).join() === [one, two].map((p) => p.textContent).join());
        for (const text of ["three", "four"]) one.textContent = text;
        const written = await told();
        const same = idOf(one) === first;
        one.replaceChild(two.firstChild, one.firstChild);
        two.textContent = "five";
        const moved = await told();
        return { written, same, moved, carried: idOf(one) === second };
      });
      assert.deepEqual(seen, { written: true, same: true, moved: true, carried: true });
    },
  },
  {
    name: "M8: inner boxes stand where the customer has them after the page was sent anew",
    async run({ page }) {
      await page.evaluate(() => bench.open("/plain.html"));
      const seen = await page.evaluate(async () => {
        const there = () => bench.until(() => bench.copy.getElementById("scroller")?.scrollTop === 222);
        bench.page.getElementById("scroller").scrollTop = 222;
        const first = await there();
        const copy = bench.copy;
        bench.capture.snapshot();
        return { first, anew: await bench.until(() => bench.copy !== copy), again: await there() };
      });
      assert.deepEqual(seen, { first: true, anew: true, again: true });
    },
  },
  {
    name: "M8: boxes stand where the customer has them after they changed places, whichever of them lost theirs",
    async run({ page }) {
      await page.evaluate(() => bench.open("/plain.html"));
      const seen = await page.evaluate(async () => {
        const { page } = bench;
        const boxes = ["left", "middle", "right"].map((id) => {
          const box = Object.assign(page.createElement("div"), { id, innerHTML: '<div style="height: 400px">tall</div>' });
          box.style.cssText = "height: 40px; overflow: auto";
          return box;
        });
        page.body.prepend(...boxes);
        const where = (doc) => boxes.map(({ id }) => doc.getElementById(id)?.scrollTop).join();
        const same = () => bench.until(() => where(bench.copy) === where(page));
        for (const box of boxes) box.scrollTop = 90;
        await same();
        const [left, middle, right] = boxes;
        const told = [];
        for (const move of [() => { right.before(left); }, () => { middle.before(right); }, () => { left.after(middle); }, () => { middle.after(left, right); }]) {
          move();
          // By their ids, so that the order of what is here says nothing of it.
          told.push((await same()) && (await bench.until(() => [...bench.copy.body.children].slice(0, 3).map((box) => box.id).join() === [...page.body.children].slice(0, 3).map((box) => box.id).join())) && (await same()));
        }
        return { told, where: where(page) };
      });
      assert.deepEqual(seen.told, [true, true, true, true], seen.where);
    },
  },
  {
    name: "M8: a box that has lost its place at the agent finds it again",
    async run({ page }) {
      await page.evaluate(() => bench.open("/plain.html"));
      const back = await page.evaluate(async () => {
        const there = () => bench.until(() => bench.copy.getElementById("scroller")?.scrollTop === 222);
        bench.page.getElementById("scroller").scrollTop = 222;
        const first = await there();
        bench.copy.getElementById("scroller").scrollTop = 0;
        return { first, back: await there() };
      });
      assert.deepEqual(back, { first: true, back: true });
    },
  },
  {
    name: "M8: moves, wraps, sorts and replacements converge",
    async run({ page }) {
      await page.evaluate(() => bench.open("/plain.html"));
      await page.evaluate(() => {
        const { page } = bench;
        for (const id of ["masked", "blocked", "secret", "card"]) page.getElementById(id).remove();
        const list = page.getElementById("list");
        list.append(...[...list.children].reverse());
        const wrapper = page.createElement("section");
        list.replaceWith(wrapper);
        wrapper.append("text before ", list);
        page.getElementById("title").firstChild.nodeValue = "changed \ud800 lone surrogate";
        page.getElementById("title").before(page.getElementById("form"));
      });
      await equal(page);
    },
  },
  {
    name: "V2: passwords, cards and masked parts never leave the page",
    async run({ page }) {
      await page.evaluate(() => bench.open("/plain.html"));
      const shown = await page.evaluate(() => ({
        secret: bench.copy.getElementById("secret").value,
        card: bench.copy.getElementById("card").value,
        masked: bench.said("masked"),
        blocked: bench.copy.getElementById("blocked").textContent,
        box: bench.copy.getElementById("blocked").getBoundingClientRect().height,
      }));
      assert.deepEqual(shown, { secret: "••••••••", card: "•••• •••• •••• ••••", masked: "•••• ••••••• •••••", blocked: "", box: 50 });
    },
  },
  {
    name: "M6: the next page takes the place of the last without a blank in between, and sends no sheet twice",
    async run({ page }) {
      await page.evaluate(() => bench.open("/plain.html"));
      const first = await page.evaluate(() => [...bench.sheets]);
      await page.evaluate(() => bench.load("/plain.html?2"));
      assert.equal(await page.evaluate(() => bench.copy.getElementById("list").children.length), 3);
      await page.evaluate(() => bench.share());
      assert.deepEqual(await page.evaluate(() => [...bench.sheets]), first);
      assert.equal(await page.evaluate(() => getComputedStyle(bench.copy.getElementById("list")).color), "rgb(0, 0, 200)");
    },
  },
  {
    name: "M8: a lost frame is noticed and healed",
    async run({ page }) {
      await page.evaluate(() => bench.open("/plain.html"));
      const result = await page.evaluate(async () => {
        for (const id of ["masked", "blocked", "secret", "card"]) bench.page.getElementById(id).remove();
        await bench.equal();
        let dropped = false;
        bench.wire = () => { dropped = true; };
        bench.page.getElementById("list").append("lost");
        await bench.until(() => dropped);
        bench.wire = (frame, deliver) => deliver(frame);
        bench.page.getElementById("list").append("found");
        return { left: await bench.equal(), kinds: bench.problems.map((problem) => problem.kind) };
      });
      assert.deepEqual(result, { left: [], kinds: ["gap"] });
    },
  },
];
