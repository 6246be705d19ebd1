/**
 * Keeps account, in windows, of everything that can be attached to a page: listeners, observers, timers, frames asked for, open ports, and every property of every
 * interface. `open()` names what there is now, `attached()` what of it is attached to the page itself: not to what is gone or closed, nor inside of the widget's own root.
 * Stands alone, as its source is sent to the page.
 * @param {readonly any[]} realms
 * @returns {{ open(): string[], attached(): string[], interfaces(): Map<string, unknown[]> }}
 */
export function keepAccount(realms) {
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
      if (listener != null) open.set(++last, { what: `listener ${name}`, target: this, name, listener, capture, signal: options?.signal });
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
  const nameOf = (target) => (realms.includes(target) ? "window" : target.nodeType === 9 ? "document" : target.localName ?? target.constructor.name);
  /** What is gone is attached to nothing any more, and what is closed tells nothing any more. */
  const isLeft = ({ target, signal }) => {
    if (signal?.aborted === true) return false;
    if (target?.nodeType === undefined || target.nodeType === 9) return !/^(?:closed|3)$/.test(String(target?.readyState)) && target?.signalingState !== "closed" && target?.iceGatheringState === undefined;
    return target.isConnected && target.localName !== "tandem-widget" && target.getRootNode().host?.localName !== "tandem-widget";
  };
  const attached = () => [...open.values()].filter(isLeft).map(({ what, target }) => (target === undefined ? what : `${what} on ${nameOf(target)}`)).sort();
  return { open: () => [...open.values()].map(({ what }) => what).sort(), attached, interfaces };
}
