import assert from "node:assert/strict";

export default [
  {
    name: "M2: dialogs and popovers open and close in the top layer, and do not take the agent's focus",
    async run({ page }) {
      await page.evaluate(() => bench.open("/plain.html"));
      const seen = await page.evaluate(async () => {
        const { page } = bench;
        const dialog = page.body.appendChild(page.createElement("dialog"));
        dialog.id = "d";
        dialog.append(page.createElement("input"));
        const popover = page.body.appendChild(page.createElement("div"));
        popover.id = "p";
        popover.setAttribute("popover", "manual");
        dialog.showModal();
        popover.showPopover();
        const is = (id, state) => bench.copy.getElementById(id)?.matches(state) === true;
        const opened = await bench.until(() => is("d", ":modal") && is("p", ":popover-open"));
        const taken = document.activeElement === bench.replica.frame;
        dialog.close();
        popover.hidePopover();
        const closed = await bench.until(() => !is("d", "[open]") && !is("p", ":popover-open"));
        dialog.show();
        const plain = await bench.until(() => is("d", "[open]") && !is("d", ":modal"));
        return { opened, taken, closed, plain, takenLater: document.activeElement === bench.replica.frame, problems: bench.problems };
      });
      assert.deepEqual(seen, { opened: true, taken: false, closed: true, plain: true, takenLater: false, problems: [] });
    },
  },
  {
    name: "M1: an image that comes late leaves the page scrolled to where the customer is",
    async run({ page }) {
      await page.evaluate(() => bench.open("/plain.html"));
      const same = await page.evaluate(async () => {
        const image = bench.page.createElement("img");
        image.width = 300;
        image.src = "/dot.svg?late";
        bench.page.body.append(image);
        bench.window.scrollTo(0, 1e6);
        return bench.until(() => bench.window.scrollY > 0 && Math.abs(bench.copy.scrollingElement.scrollTop - bench.window.scrollY) <= 1);
      });
      assert.equal(same, true);
    },
  },
  {
    name: "M3: a frame that gets a document late is nothing but that frame, and a blocked part keeps its box whatever its style becomes",
    async run({ page }) {
      await page.evaluate(() => bench.open("/plain.html"));
      const seen = await page.evaluate(async () => {
        const frame = bench.page.createElement("iframe");
        frame.id = "late";
        frame.setAttribute("style", "color: red");
        frame.setAttribute("sandbox", "");
        frame.src = "/inner.html";
        const blocked = bench.page.createElement("div");
        blocked.id = "closed";
        blocked.setAttribute("data-tandem", "block");
        blocked.setAttribute("style", "width: 120px; height: 30px");
        bench.page.body.append(frame, blocked);
        const [shown, box] = ["late", "closed"].map((id) => () => bench.copy.getElementById(id));
        const hatched = await bench.until(() => shown()?.style.background.includes("repeating-linear-gradient") === true && box()?.style.width === "120px");
        frame.removeAttribute("sandbox");
        frame.src = "/inner.html?again";
        const inside = await bench.until(() => (shown()?.contentDocument?.body?.textContent.length ?? 0) > 0);
        const left = shown().style.cssText;
        blocked.setAttribute("style", "color: green");
        await bench.until(() => box().style.color === "green");
        return { hatched, inside, left, keeps: box().style.width !== "" };
      });
      assert.deepEqual(seen, { hatched: true, inside: true, left: "color: red;", keeps: true });
    },
  },
  {
    name: "M2: what plays is where the customer's is, without its sound, and stops when it does",
    async run({ page }) {
      await page.evaluate(() => bench.open("/plain.html"));
      const seen = await page.evaluate(async () => {
        const sound = bench.page.createElement("audio");
        Object.assign(sound, { src: "/silence.wav", muted: true });
        bench.page.body.append(sound);
        sound.currentTime = 12;
        await sound.play();
        const copy = () => bench.copy.querySelector("audio");
        const plays = await bench.until(() => copy()?.paused === false && copy().currentTime > 11 && copy().muted);
        sound.pause();
        const stops = await bench.until(() => copy().paused && Math.abs(copy().currentTime - sound.currentTime) < 0.7);
        return { plays, stops };
      });
      assert.deepEqual(seen, { plays: true, stops: true });
    },
  },
];
