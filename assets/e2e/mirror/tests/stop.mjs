import assert from "node:assert/strict";
import { keepAccount } from "../account.mjs";

export default [
  {
    name: "N1: nothing is attached before consent, and nothing of it is left after stop: listeners, observers, timers, ports, patches",
    async run({ page }) {
      await page.evaluate(() => bench.load("/plain.html"));
      const seen = await page.evaluate(async (source) => {
        const { page } = bench;
        const frame = page.body.appendChild(page.createElement("iframe"));
        const host = page.body.appendChild(Object.assign(page.createElement("div"), { id: "host" }));
        host.attachShadow({ mode: "open" }).append(page.createElement("input"));
        host.animate([{ opacity: 0 }, { opacity: 1 }], { duration: 60_000 });
        const account = new Function(`return ${source}`)()([bench.window, frame.contentWindow]);
        const before = account.interfaces();
        const changed = () => [...account.interfaces()].filter(([name, parts]) => before.has(name) && parts.some((part, i) => part !== before.get(name)[i])).map(([name]) => name);
        const begun = account.open();
        await bench.share();
        const animated = await bench.until(() => bench.copy.getElementById("host")?.getAnimations().length === 1, 30_000);
        const during = account.open();
        const patched = changed().length;
        // What is under way in the middle of all this is taken back as well: differences, an audit, a form's reset, a sheet that is being read.
        frame.contentDocument.body.append("words");
        page.getElementById("name").value = "Bea";
        await bench.until(() => bench.copy.querySelector("iframe")?.contentDocument?.body?.textContent === "words");
        const link = Object.assign(page.createElement("link"), { rel: "stylesheet", href: "/plain.css?again" });
        await new Promise((loaded) => { link.onload = loaded; page.head.append(link); });
        for (let i = 0; i < 3; i++) page.styleSheets[0].insertRule(".x { top: 1px }");
        page.getElementById("form").reset();
        bench.capture.stop();
        bench.courier.stop();
        bench.painter.stop();
        const stillPatched = changed();
        // A compression under way ends in its own time.
        await bench.until(() => account.open().length === begun.length, 2000);
        return { begun, left: account.open(), attached: during.length > 30, patched: patched > 15, stillPatched, animated };
      }, keepAccount.toString());
      assert.deepEqual(seen, { begun: [], left: [], attached: true, patched: true, stillPatched: [], animated: true });
    },
  },
];
