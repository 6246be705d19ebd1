/**
 * sdk.js: what every page of the site loads. It shows the way in and looks whether this tab has a session from the page before; everything
 * else is loaded when it is needed.
 *
 *	script tag ──► settings ──► surface with the entry button ──click──► widget.js ──code accepted──► share.js
 *	          └──► session of the page before? ──► resume request, widget.js and share.js at the same time
 *
 * Before that it patches nothing, observes nothing and listens to two things: clicks on elements with `data-tandem-open`, and the page's return
 * from the back/forward cache (and to keys, where the site chose a hotkey).
 */
import type { Context, Resumption, ShareModule, TandemApi, TandemEvent, Widget } from "./context";
import { makeEntry } from "./entry";
import { isHotkey } from "./hotkey";
import { readSettings, type Settings } from "./settings";
import { load, type Stored } from "./stored";
import { Surface } from "./surface";
import type * as widgetModule from "./widget";

declare global {
  interface Window {
    Tandem?: TandemApi;
  }
}

function start(script: HTMLScriptElement): void {
  const settings = readSettings(script);
  const surface = new Surface(settings);
  const listeners = new Set<(event: TandemEvent) => void>();
  let share: Promise<ShareModule> | undefined;
  const context: Context = {
    settings,
    surface,
    loadShare: () => {
      share ??= import(`${settings.base}sdk/share.js`) as Promise<ShareModule>;
      share.catch(() => (share = undefined));
      return share;
    },
    tell: (event) => {
      for (const listener of listeners) {
        try {
          listener(event);
        } catch (problem) {
          console.error(problem);
        }
      }
    },
  };

  let widget: Promise<Widget> | undefined;
  let mounted: Widget | undefined;
  const loadWidget = () => (widget ??= importWidget(`${settings.base}sdk/widget.js`, context).then((loaded) => (mounted = loaded)));
  const withWidget = (use: (widget: Widget) => void) => {
    entry?.wait();
    loadWidget().then((loaded) => {
      entry?.ready();
      use(loaded);
    }, () => {
      widget = undefined;
      entry?.failed();
    });
  };
  const open = () => { withWidget((loaded) => { loaded.open(); }); };
  const entry = settings.position === "none" ? undefined : makeEntry(settings, open);
  if (entry) surface.root.append(entry.button);

  document.addEventListener("click", (event) => {
    const target = event.composedPath()[0];
    if (!(target instanceof Element) || !target.closest("[data-tandem-open]")) return;
    event.preventDefault();
    open();
  });
  const { hotkey } = settings;
  if (hotkey) {
    document.addEventListener("keydown", (event) => {
      if (!isHotkey(event, hotkey)) return;
      event.preventDefault();
      open();
    });
  }

  window.Tandem = {
    open,
    stop: () => { if (widget) withWidget((loaded) => { loaded.stop(); }); },
    expectReturn: (what) => { mounted?.expectReturn(what?.title ?? "", what?.minutes ?? 15); },
    carry: (url) => mounted?.carry(url) ?? url,
    on: (listener) => { listeners.add(listener); },
    off: (listener) => { listeners.delete(listener); },
  };

  const remembered = (): Resumption | undefined => {
    const stored = load();
    if (!stored) return undefined;
    const isOn = stored.state === "on";
    const reply = isOn ? askToResume(settings, stored) : undefined;
    if (isOn) void context.loadShare().catch(() => undefined); // the widget asks again, and says so if that fails too
    return { stored, reply };
  };
  const resume = () => {
    const ticket = takeTicket();
    const resumption = remembered();
    if (ticket) withWidget((loaded) => { loaded.arrive(ticket, resumption); });
    else if (resumption || widget) withWidget((loaded) => { loaded.resume(resumption); });
  };
  resume();
  // The agent's QR code leads here with its digits. The address is as it was before anybody copies it, and the person still presses the button.
  const code = /^#tandem-code=(\d{9})$/.exec(location.hash)?.[1];
  if (code) {
    history.replaceState(history.state, "", location.pathname + location.search);
    withWidget((loaded) => { loaded.open(code); });
  }
  // A page out of the browser's back/forward cache is the session's next page like any other.
  addEventListener("pageshow", (event) => { if (event.persisted) resume(); });
}

/** What the page before, on another origin of the site, put into the address (ticket.ts). It is taken out at once. */
function takeTicket(): string | undefined {
  const { hash, pathname, search } = location;
  if (!hash.startsWith("#tandem=")) return undefined;
  history.replaceState(history.state, "", pathname + search);
  return hash;
}

/** Ids and tokens have letters, digits, _ and - only (wire: id), so that this is JSON. As text/plain it needs no preflight. */
function askToResume({ base }: Settings, { session, token }: Stored): Promise<Response> {
  const reply = fetch(`${base}api/v1/sdk/resume`, { method: "POST", credentials: "omit", body: `{"session":"${session}","token":"${token}"}` });
  reply.catch(() => undefined); // whoever reads the reply hears of it; until then it is nobody's
  return reply;
}

async function importWidget(url: string, context: Context): Promise<Widget> {
  const { mount } = (await import(url)) as typeof widgetModule;
  return mount(context);
}

const script = document.currentScript ?? document.querySelector('script[data-site][src*="sdk.js"]');
// In a frame the outermost page is the one that shares. Loaded twice, the first one stays.
if (window !== window.top) window.parent.postMessage("tandem.shown", "*"); // an agent's preview learns that the page can be seen
else if (!window.Tandem && script instanceof HTMLScriptElement && script.dataset["site"]) start(script);
