import assert from "node:assert/strict";

/**
 * Keeps account, in the customer's page and its frame, of everything that can be attached to a page: listeners, observers, timers, frames asked for,
 * open ports, and every property of every interface. `open()` names what there is now.
 */
function keepAccount(realms) {
  const open = new Map();
  let last = 0;
  const around = (owner, name, wrap) => {
    const original = owner[name];
    owner[name] = function (...args) { return wrap.call(this, (...given) => Reflect.apply(original, this, given), ...args); };
  };
  const drop = (test) => { for (const [key, entry] of open) if (test(entry)) open.delete(key); };
  for (const win of realms) {
    around(win.EventTarget.prototype, "addEventListener", function (add, name, listener, options) {
      const capture = typeof options === "boolean" ? options : options?.capture === true;
      drop((each) => each.target === this && each.name === name && each.listener === listener && each.capture === capture);
      if (listener != null) open.set(++last, { what: `listener ${name}`, target: this, name, listener, capture });
      add(name, listener, options);
    });
    around(win.EventTarget.prototype, "removeEventListener", function (remove, name, listener, options) {
      const capture = typeof options === "boolean" ? options : options?.capture === true;
      drop((each) => each.target === this && each.name === name && each.listener === listener && each.capture === capture);
      remove(name, listener, options);
    });
    for (const kind of ["MutationObserver", "ResizeObserver", "IntersectionObserver", "PerformanceObserver"]) {
      around(win[kind].prototype, "observe", function (observe, ...args) { open.set(++last, { what: kind, target: this }); observe(...args); });
      around(win[kind].prototype, "disconnect", function (disconnect) { drop((each) => each.target === this); disconnect(); });
    }
    for (const [set, clear, once] of [["setTimeout", "clearTimeout", true], ["setInterval", "clearInterval", false], ["requestAnimationFrame", "cancelAnimationFrame", true]]) {
      around(win, set, (start, handler, ...rest) => {
        const entry = { what: set, handle: 0 };
        entry.handle = start((...args) => {
          if (once) drop((each) => each === entry);
          handler(...args);
        }, ...rest);
        open.set(++last, entry);
        return entry.handle;
      });
      around(win, clear, (stop, handle) => {
        drop((each) => each.what === set && each.handle === handle);
        stop(handle);
      });
    }
    const { MessageChannel } = win;
    win.MessageChannel = function () {
      const channel = new MessageChannel();
      open.set(++last, { what: "port", targets: [channel.port1, channel.port2] });
      return channel;
    };
    around(win.MessagePort.prototype, "close", function (close) { drop((each) => each.targets?.includes(this)); close(); });
  }
  /** By name: browsers make interfaces when somebody asks for them. */
  const interfaces = () => new Map(realms.flatMap((win, realm) => Object.getOwnPropertyNames(win).flatMap((name) => {
    const prototype = /^[A-Z]/.test(name) && typeof win[name] === "function" ? win[name].prototype : undefined;
    return prototype == null ? [] : Object.entries(Object.getOwnPropertyDescriptors(prototype)).map(([key, { value, get, set }]) => [`${realm} ${name}.${key}`, [value, get, set]]);
  })));
  return { open: () => [...open.values()].map(({ what }) => what).sort(), interfaces };
}

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
